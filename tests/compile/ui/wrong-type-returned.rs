use tracked_core::tracked;

#[tracked]
fn count(text: &str) -> usize {
    text
}

fn main() {
    count("x");
}
