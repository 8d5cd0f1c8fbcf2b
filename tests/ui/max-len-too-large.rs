use tracked_core::tracked;

#[tracked(max_len = 99999999999999999999999)]
fn f() {}

fn main() {}
