#[tracked(fields(rows = Empty, iban = tracing::field::Empty, n = 1), redact(iban), done = "{rows:>3} rows")]
fn load(path: &str) {
    read(path);
}
