//! A lock held across an `await`.

#![allow(clippy::future_not_send, reason = "the lock is why")]

use tracked_core::tracked;

/// Waits.
#[tracked]
pub async fn start(shared: &std::sync::Mutex<u32>) -> u32 {
    let guard = shared
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    std::future::ready(()).await;
    *guard
}
