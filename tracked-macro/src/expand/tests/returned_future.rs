// The call is the returned future, not its creation.

#[tracked]
fn fetch(url: Url) -> impl Future<Output = Result<Page, FetchError>> + Send {
    let request = client().get(url);
    async move { request.await }
}

#[tracked]
fn boxed(url: Url) -> Pin<Box<dyn Future<Output = Page> + Send>> {
    Box::pin(fetch(url))
}
