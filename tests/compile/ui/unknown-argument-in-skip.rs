use tracked_core::tracked;

#[tracked(skip(a, c))]
fn f(a: u8, b: u8) {
    let _ = (a, b);
}

fn main() {}
