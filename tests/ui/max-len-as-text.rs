use tracked_core::tracked;

#[tracked(max_len = "1k")]
fn f() {}

fn main() {}
