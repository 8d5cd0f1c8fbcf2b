use tracked_core::tracked;

#[tracked(done = "read {pth}")]
fn read(path: &str) -> usize {
    path.len()
}

fn main() {
    read("x");
}
