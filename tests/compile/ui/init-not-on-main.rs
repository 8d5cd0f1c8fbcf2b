use tracked_core::tracked;

#[tracked(init)]
fn f() {}

fn main() {}
