//! A small value behind a reference.

use tracked_core::tracked;

/// Looks.
#[must_use]
pub fn start() -> bool {
    is_one(&std::process::id())
}

#[tracked]
fn is_one(n: &u32) -> bool {
    *n == std::process::id()
}
