use tracked_core::tracked;

#[tracked(start = off done = off)]
fn f() {}

fn main() {
    f();
}
