//! A hidden lifetime in the signature.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start(text: std::str::Chars) -> usize {
    text.count()
}
