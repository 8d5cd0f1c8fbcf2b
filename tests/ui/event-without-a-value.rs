use tracked_core::tracked;

#[tracked(start)]
fn f() {}

fn main() {}
