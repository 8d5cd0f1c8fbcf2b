//! An argument that the body of an `async fn` does not use.

use tracked_core::tracked;

/// Waits.
#[tracked]
pub async fn start(n: u32) {
    std::future::ready(()).await;
}
