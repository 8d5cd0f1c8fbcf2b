use tracked_core::tracked;

#[tracked(skip = a)]
fn f(a: u8) {
    let _ = a;
}

fn main() {}
