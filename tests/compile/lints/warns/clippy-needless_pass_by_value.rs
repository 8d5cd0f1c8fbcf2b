//! An argument that might be borrowed.

use tracked_core::tracked;

/// Looks.
#[must_use]
pub fn start() -> usize {
    length(String::new())
}

#[tracked]
fn length(text: String) -> usize {
    text.len()
}
