use tracked_core::tracked;

#[tracked(name = u8::MAX)]
fn f() {}

fn main() {}
