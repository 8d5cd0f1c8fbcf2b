//! An argument that a boxed future does not use.

use tracked_core::tracked;

/// Waits.
#[must_use]
#[tracked]
pub fn start(n: u32) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async { std::future::ready(()).await })
}
