use tracked_core::tracked;

#[tracked(level = "debug", start = off, level = "info")]
fn f() {}

fn main() {
    f();
}
