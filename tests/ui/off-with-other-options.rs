use tracked_core::tracked;

#[tracked(off, level = "debug")]
fn f() {}

fn main() {}
