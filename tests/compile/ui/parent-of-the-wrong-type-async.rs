use tracked_core::tracked;

#[tracked(parent = "a")]
async fn f() {}

fn main() {}
