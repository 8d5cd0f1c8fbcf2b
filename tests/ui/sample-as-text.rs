use tracked_core::tracked;

#[tracked(sample = "1%")]
fn f() {}

fn main() {}
