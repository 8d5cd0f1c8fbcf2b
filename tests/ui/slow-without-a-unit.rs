use tracked_core::tracked;

#[tracked(slow = "250")]
fn f() {}

fn main() {}
