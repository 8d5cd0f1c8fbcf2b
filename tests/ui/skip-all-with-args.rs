use tracked_core::tracked;

#[tracked(args(b), skip_all)]
fn f(a: u8, b: u8) {
    let _ = (a, b);
}

fn main() {}
