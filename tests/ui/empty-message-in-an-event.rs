use tracked_core::tracked;

#[tracked(done(message = ""))]
fn f() {}

fn main() {}
