use tracked_core::tracked;

#[tracked(sample = -0.5)]
fn f() {}

fn main() {}
