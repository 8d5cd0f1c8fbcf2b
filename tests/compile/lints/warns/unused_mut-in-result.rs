//! A `mut` argument that stays as it is, in a function that returns a `Result`.

use tracked_core::tracked;

/// Parses.
///
/// # Errors
///
/// If it is no number.
#[tracked]
pub fn start(mut text: &str) -> Result<u32, std::num::ParseIntError> {
    let n = text.parse::<u32>()?;
    Ok(n + 1)
}
