//! A `mut` argument of an `async fn` that stays as it is.

use tracked_core::tracked;

/// Waits.
#[tracked]
pub async fn start(mut n: u32) -> u32 {
    std::future::ready(n).await
}
