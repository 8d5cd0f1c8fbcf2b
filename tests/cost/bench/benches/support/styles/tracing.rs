//! `#[instrument]` of tracing.

use tracing::instrument;

super::functions! {
    #[instrument]
    fn add(a, b);
    #[instrument(err)]
    fn parse(text);
    #[instrument(err)]
    async fn wait(text, times);
}
super::calls!();
