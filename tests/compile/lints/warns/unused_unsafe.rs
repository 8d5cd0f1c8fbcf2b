//! An `unsafe` block without need.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start() -> u32 {
    // SAFETY: there is nothing to it.
    unsafe { std::process::id() }
}
