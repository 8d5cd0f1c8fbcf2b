// The body becomes a future that the runtime polls. An argument that the body does not name is bound before the body,
// so that the compiler warns about it.

#[tracked]
async fn fetch(url: Url, retries: u32, _unused: String) -> Result<Page, FetchError> {
    client().get(url, retries).await
}

// A body without `await` is never suspended.
#[tracked]
async fn ready(id: u32) -> u32 {
    id
}
