use tracked_core::tracked;

#[tracked(level)]
fn f() {}

fn main() {}
