use tracked_core::tracked;

#[tracked(level = "loud")]
fn f() {}

fn main() {
    f();
}
