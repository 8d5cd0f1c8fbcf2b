use tracked_core::tracked;

#[tracked(parent = 1)]
fn f() {}

fn main() {}
