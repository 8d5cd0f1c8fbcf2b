//! A tracked `async fn` that nobody awaits.

use tracked_core::tracked;

/// Waits.
#[tracked]
pub async fn wait(n: u32) -> u32 {
    std::future::ready(n).await
}

/// Ignores it.
pub fn start() {
    wait(1);
}
