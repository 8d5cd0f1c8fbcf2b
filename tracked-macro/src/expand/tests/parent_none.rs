#[tracked(parent = None, level = tracing::Level::INFO)]
fn job() {
    work();
}
