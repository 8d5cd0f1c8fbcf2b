//! A `mut` variable that stays as it is.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start() -> Option<u32> {
    let mut n = std::process::id();
    n.checked_add(1)
}
