use tracked_core::tracked;

#[tracked]
const fn f() {}

fn main() {
    f();
}
