#[tracked(fields(len = text.len(), head = %text[..1], http.method = "GET", {REGION} = ?region(), n))]
fn send(text: &str, n: u8) {
    write(text, n);
}
