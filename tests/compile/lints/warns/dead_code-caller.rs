//! A function that only a forgotten one calls.

use tracked_core::tracked;

#[tracked]
fn forgotten(text: &str) -> Result<u32, std::num::ParseIntError> {
    text.parse()
}

/// Does nothing.
pub fn start() {
    #[expect(dead_code, reason = "the other one is the case")]
    #[tracked]
    fn caller() -> u32 {
        1
    }
}
