use tracked_core::tracked;

#[tracked(parent)]
fn f() {}

fn main() {}
