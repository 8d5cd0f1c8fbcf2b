//! An argument that is overwritten at the end.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start(mut n: u32) -> u32 {
    let m = n.max(std::process::id());
    n = 1;
    m
}
