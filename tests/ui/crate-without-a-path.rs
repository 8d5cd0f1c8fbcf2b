use tracked_core::tracked;

#[tracked(crate = "tracked_core")]
fn f() {}

fn main() {}
