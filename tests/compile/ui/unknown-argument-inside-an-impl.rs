use tracked_core::tracked;

#[tracked(level = "debug")]
impl S {
    #[tracked(skip(nobody))]
    fn f(a: u8) {}
}

struct S;

fn main() {}
