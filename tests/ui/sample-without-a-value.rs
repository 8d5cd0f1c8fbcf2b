use tracked_core::tracked;

#[tracked(sample)]
fn f() {}

fn main() {}
