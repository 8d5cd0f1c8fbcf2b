use tracked_core::tracked;

#[tracked(sample = 2.0)]
fn f() {}

fn main() {}
