use tracked_core::tracked;

#[tracked(name = 1)]
fn f() {}

fn main() {}
