use tracked_core::tracked;

#[tracked(lvel = "debug")]
impl S {
    fn f() {}
}

struct S;

fn main() {}
