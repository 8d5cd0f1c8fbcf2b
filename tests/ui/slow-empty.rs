use tracked_core::tracked;

#[tracked(slow = "")]
fn f() {}

fn main() {}
