use tracked_core::tracked;

#[tracked(start(Debug))]
fn f() {}

fn main() {}
