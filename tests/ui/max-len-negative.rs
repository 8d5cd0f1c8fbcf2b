use tracked_core::tracked;

#[tracked(max_len = -1)]
fn f() {}

fn main() {}
