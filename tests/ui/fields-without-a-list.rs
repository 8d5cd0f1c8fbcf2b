use tracked_core::tracked;

#[tracked(fields = 1)]
fn f() {}

fn main() {}
