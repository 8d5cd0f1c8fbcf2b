//! An `Ok` around a `?`.

use tracked_core::tracked;

/// Parses.
///
/// # Errors
///
/// If it is no number.
#[tracked]
pub fn start(text: &str) -> Result<u32, std::num::ParseIntError> {
    Ok(text.parse()?)
}
