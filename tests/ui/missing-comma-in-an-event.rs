use tracked_core::tracked;

#[tracked(done(level = "debug" message = "x"))]
fn f() {}

fn main() {}
