//! A `Result` without a word on when it fails.

use tracked_core::tracked;

/// Parses.
#[tracked]
pub fn start(text: &str) -> Result<u32, std::num::ParseIntError> {
    text.parse()
}
