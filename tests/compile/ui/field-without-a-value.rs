use tracked_core::tracked;

#[tracked(fields(a = ))]
fn f() {}

fn main() {}
