use tracked_core::tracked;

#[tracked(target = 1)]
fn f() {}

fn main() {}
