use tracked_core::tracked;

#[tracked(level = u8::MAX)]
fn f() {}

fn main() {}
