use tracked_core::tracked;

#[tracked(slow = "3 weeks")]
fn f() {}

fn main() {}
