use tracked_core::tracked;

#[tracked(redact(c))]
fn f(a: u8, b: u8) {
    let _ = (a, b);
}

fn main() {}
