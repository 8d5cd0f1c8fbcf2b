use tracked_core::tracked;

#[tracked(fields(a = %Opaque))]
fn f() {}

struct Opaque;

fn main() {}
