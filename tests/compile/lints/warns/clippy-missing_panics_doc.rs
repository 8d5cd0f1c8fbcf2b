//! A panic without a word on when.

use tracked_core::tracked;

/// Parses.
#[must_use]
#[tracked]
pub fn start(text: &str) -> u32 {
    text.parse().unwrap()
}
