//! An argument in capitals.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start(N: u32) -> u32 {
    N.max(std::process::id())
}
