#[tracked(fields(rows = Empty, iban = tracing::field::Empty, n = 1), redact(iban))]
fn load(path: &str) {
    read(path);
}
