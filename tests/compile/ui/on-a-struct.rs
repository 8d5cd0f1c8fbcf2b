use tracked_core::tracked;

#[tracked]
struct S;

fn main() {}
