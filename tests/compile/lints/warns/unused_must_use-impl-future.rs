//! The future of a tracked function that nobody awaits.

use tracked_core::tracked;

/// Waits.
#[tracked]
pub fn wait(n: u32) -> impl Future<Output = u32> {
    std::future::ready(n)
}

/// Ignores it.
pub fn start() {
    wait(1);
}
