use tracked_core::tracked;

#[tracked(start = on)]
fn f() {}

fn main() {}
