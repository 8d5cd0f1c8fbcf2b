use tracked_core::tracked;

#[tracked(ret(level_by = severity))]
fn f() {}

fn main() {}
