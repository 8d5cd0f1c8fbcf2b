use tracked_core::tracked;

#[tracked(max_len = 1.5)]
fn f() {}

fn main() {}
