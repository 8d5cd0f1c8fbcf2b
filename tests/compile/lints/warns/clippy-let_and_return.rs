//! A variable only to be returned.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start() -> u32 {
    let n = std::process::id();
    n
}
