use tracked_core::tracked;

#[tracked(ret = "{ret}")]
fn f() {}

fn main() {}
