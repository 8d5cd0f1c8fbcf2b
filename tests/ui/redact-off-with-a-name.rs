use tracked_core::tracked;

#[tracked(redact(off, a))]
fn f(a: u8) {
    let _ = a;
}

fn main() {}
