//! An error that says nothing.

use tracked_core::tracked;

/// Fails.
///
/// # Errors
///
/// If it is no number.
#[tracked]
pub fn start(text: &str) -> Result<u32, ()> {
    text.parse().map_err(drop)
}
