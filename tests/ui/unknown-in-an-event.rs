use tracked_core::tracked;

#[tracked(done(lvl = "debug"))]
fn f() {}

fn main() {}
