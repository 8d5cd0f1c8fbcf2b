//! An `async fn` written out.

use tracked_core::tracked;

/// Waits.
#[tracked]
pub fn start(n: u32) -> impl Future<Output = u32> {
    async move { std::future::ready(n).await }
}
