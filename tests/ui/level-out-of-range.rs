use tracked_core::tracked;

#[tracked(level = 6)]
fn f() {}

fn main() {}
