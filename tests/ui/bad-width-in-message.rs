use tracked_core::tracked;

#[tracked(done = "{elapsed:wide}")]
fn f() {}

fn main() {}
