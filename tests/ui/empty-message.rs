use tracked_core::tracked;

#[tracked(done = "")]
fn f() {}

fn main() {}
