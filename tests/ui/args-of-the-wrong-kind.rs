use tracked_core::tracked;

#[tracked(args("a"))]
fn f(a: u8) {
    let _ = a;
}

fn main() {}
