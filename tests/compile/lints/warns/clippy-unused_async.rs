//! An `async fn` that never waits.

use tracked_core::tracked;

/// Looks.
#[tracked]
pub async fn start() -> u32 {
    std::process::id()
}
