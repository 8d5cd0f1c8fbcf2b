use tracked_core::tracked;

#[tracked(ret(message = "{ret}"))]
fn f() {}

fn main() {}
