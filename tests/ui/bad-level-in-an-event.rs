use tracked_core::tracked;

#[tracked(panic(level = "loud"))]
fn f() {}

fn main() {}
