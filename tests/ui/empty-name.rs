use tracked_core::tracked;

#[tracked(name = "")]
fn f() {}

fn main() {}
