//! The `Result` of a tracked function.

use tracked_core::tracked;

/// Parses.
///
/// # Errors
///
/// If it is no number.
#[tracked]
pub fn parse(text: &str) -> Result<u32, std::num::ParseIntError> {
    text.parse()
}

/// Ignores it.
pub fn start() {
    parse("1");
}
