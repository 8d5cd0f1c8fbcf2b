use tracked_core::tracked;

#[tracked(init)]
impl S {}

struct S;

fn main() {}
