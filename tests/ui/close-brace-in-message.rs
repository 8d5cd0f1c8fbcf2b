use tracked_core::tracked;

#[tracked(done = "read }")]
fn f() {}

fn main() {
    f();
}
