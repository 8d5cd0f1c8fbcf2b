use tracked_core::tracked;

#[tracked(skip(a))]
fn f() {}

fn main() {}
