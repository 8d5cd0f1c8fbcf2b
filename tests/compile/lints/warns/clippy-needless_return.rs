//! A `return` at the end.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start() -> u32 {
    return std::process::id();
}
