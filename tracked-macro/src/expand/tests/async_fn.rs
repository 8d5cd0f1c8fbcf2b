// The body becomes a future that the runtime polls. What the body doesn't name stays outside, under the user's name
// for the compiler's warnings.

#[tracked]
async fn fetch(url: Url, retries: u32, _unused: String) -> Result<Page, FetchError> {
    client().get(url, retries).await
}

// Without an `await` there is nothing to poll.
#[tracked]
async fn ready(id: u32) -> u32 {
    id
}
