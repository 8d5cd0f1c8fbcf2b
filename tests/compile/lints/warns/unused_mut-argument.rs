//! A `mut` argument that stays as it is.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start(mut n: u32) -> u32 {
    n.max(std::process::id())
}
