use tracked_core::tracked;

#[tracked(slow = "-1s")]
fn f() {}

fn main() {}
