//! An arm that another one hides.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start(n: Option<u32>) -> Option<u32> {
    match n {
        Some(1 | 1) => None,
        n => n.or_else(|| Some(std::process::id())),
    }
}
