//! A `return` at the end of a function that returns a `Result`.

use tracked_core::tracked;

/// Parses.
///
/// # Errors
///
/// If it is no number.
#[tracked]
pub fn start(text: &str) -> Result<u32, std::num::ParseIntError> {
    let n = text.parse::<u32>()?;
    return Ok(n);
}
