//! The user's own parentheses.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start(n: u32) -> u32 {
    let m = (n.max(std::process::id()));
    m.max(std::process::id())
}
