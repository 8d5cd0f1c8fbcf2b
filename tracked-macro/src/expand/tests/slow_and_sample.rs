#[tracked(slow = "250ms", sample = 0.01, start = off)]
fn tick(n: u32) {
    work(n);
}
