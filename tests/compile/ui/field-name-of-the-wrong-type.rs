use tracked_core::tracked;

#[tracked(fields({ u8::MAX } = 1))]
fn f() {}

fn main() {}
