use tracked_core::tracked;

#[tracked(lvel = "debug", start = 1, done = "{nobody}")]
fn f() {}

fn main() {
    f();
}
