use tracked_core::tracked;

#[tracked(target = "")]
fn f() {}

fn main() {}
