//! A clone of a value that is not used again.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start() -> String {
    let text = std::process::id().to_string();
    text.clone()
}
