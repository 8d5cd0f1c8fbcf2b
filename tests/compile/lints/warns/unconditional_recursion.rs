//! A function that can only call itself.

use tracked_core::tracked;

/// Overflows.
#[must_use]
#[tracked]
pub fn start() -> u32 {
    start().max(std::process::id())
}
