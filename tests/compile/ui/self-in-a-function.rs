use tracked_core::tracked;

#[tracked(args(self))]
fn f(a: u8) {
    let _ = a;
}

fn main() {}
