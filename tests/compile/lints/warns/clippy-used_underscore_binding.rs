//! An argument that says it is not used, and is.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start(_n: u32) -> u32 {
    _n.max(std::process::id())
}
