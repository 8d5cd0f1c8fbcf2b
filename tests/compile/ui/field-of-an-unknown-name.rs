use tracked_core::tracked;

#[tracked(fields(a = nobody))]
fn f() {}

fn main() {}
