use tracked_core::tracked;

#[tracked(ret = off)]
fn f() {}

fn main() {}
