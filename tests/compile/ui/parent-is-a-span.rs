struct Span;

#[tracked_core::tracked(parent = Span)]
fn job() {}

fn main() {
    job();
}
