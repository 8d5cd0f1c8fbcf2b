use tracked_core::tracked;

#[tracked]
enum E {}

fn main() {}
