#[tracked(init = tracked_core::builder().file("log.txt"))]
fn main() -> io::Result<()> {
    run()
}
