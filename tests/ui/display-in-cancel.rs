use tracked_core::tracked;

#[tracked(cancel(Display))]
async fn f() {}

fn main() {}
