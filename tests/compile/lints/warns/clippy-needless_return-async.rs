//! A `return` at the end of an `async fn`.

use tracked_core::tracked;

/// Waits.
#[tracked]
pub async fn start(n: u32) -> u32 {
    return std::future::ready(n).await;
}
