use tracked_core::tracked;

#[tracked(start = "after {elapsed}")]
fn f() {}

fn main() {
    f();
}
