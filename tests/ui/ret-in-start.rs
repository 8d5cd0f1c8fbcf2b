use tracked_core::tracked;

#[tracked(start = "{ret}")]
fn f() -> u8 {
    1
}

fn main() {}
