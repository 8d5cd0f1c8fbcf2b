use tracked_core::tracked;

#[tracked(start = "{elapsed}")]
async fn f() {}

fn main() {}
