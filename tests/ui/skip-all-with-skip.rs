use tracked_core::tracked;

#[tracked(skip_all, skip(a))]
fn f(a: u8, b: u8) {
    let _ = (a, b);
}

fn main() {}
