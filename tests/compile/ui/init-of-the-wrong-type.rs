use tracked_core::tracked;

#[tracked(init = 1)]
fn main() {}
