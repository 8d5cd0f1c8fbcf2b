//! A value that is overwritten before it is read.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start() -> u32 {
    let mut n = 0;
    n = std::process::id();
    n
}
