#[tracked(redact(iban), start = "{iban} {token}")]
fn pay(iban: &str, token: &str) {
    transfer(iban, token);
}

#[tracked(redact(off))]
fn count(tokens: u8) -> u8 {
    tokens
}
