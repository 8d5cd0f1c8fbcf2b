use tracked_core::tracked;

#[tracked(lvel = "debug")]
fn f() {}

fn main() {
    f();
}
