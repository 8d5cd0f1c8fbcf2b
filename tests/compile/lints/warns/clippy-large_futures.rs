//! An awaited future that is too large.

use tracked_core::tracked;

/// Waits.
#[tracked]
pub async fn start() -> usize {
    large().await
}

async fn large() -> usize {
    let (a, b) = ([0; 9000], [1; 9000]);
    std::future::ready(()).await;
    let b: [u8; 9000] = b;
    std::str::from_utf8(&a).map_or(b.len(), str::len)
}
