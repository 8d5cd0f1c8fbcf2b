#[tracked(
    level = "debug",
    start(level = "trace", message = "go"),
    done(level = QUIET),
    err(Debug, level = "warn"),
    panic(level = 4),
    cancel = off
)]
async fn fetch(id: u8) -> Result<u8, Error> {
    ask(id).await
}
