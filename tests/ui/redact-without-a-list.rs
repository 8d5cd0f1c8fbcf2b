use tracked_core::tracked;

#[tracked(redact = "a")]
fn f(a: u8) {
    let _ = a;
}

fn main() {}
