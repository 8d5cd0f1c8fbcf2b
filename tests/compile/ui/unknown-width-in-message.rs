use tracked_core::tracked;

#[tracked(start = "{a:w$}")]
fn f(a: u8) {
    let _ = a;
}

fn main() {}
