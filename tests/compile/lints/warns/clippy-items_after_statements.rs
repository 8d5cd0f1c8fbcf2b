//! A function behind a statement.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start() -> u32 {
    let n = std::process::id();
    fn increment(n: u32) -> u32 {
        n.wrapping_add(std::process::id())
    }
    increment(n)
}
