//! A lifetime that need not be named.

use tracked_core::tracked;

/// Trims.
#[must_use]
#[tracked]
pub fn start<'a>(text: &'a str) -> &'a str {
    text.trim()
}
