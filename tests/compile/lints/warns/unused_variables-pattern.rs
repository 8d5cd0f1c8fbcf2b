//! A binding of a pattern that the body does not use.

use tracked_core::tracked;

/// Takes one of two.
#[must_use]
#[tracked]
pub fn start((a, b): (u32, u32)) -> u32 {
    a.max(std::process::id())
}
