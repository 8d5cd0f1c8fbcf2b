//! A function that nobody calls for its effect.

use tracked_core::tracked;

/// Looks.
#[tracked]
pub fn start(text: &str) -> usize {
    text.trim().len()
}
