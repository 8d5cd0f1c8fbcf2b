use tracked_core::tracked;

#[tracked(max_len = 10u8)]
fn f() {}

fn main() {}
