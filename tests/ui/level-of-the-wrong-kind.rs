use tracked_core::tracked;

#[tracked(level = true)]
fn f() {}

fn main() {}
