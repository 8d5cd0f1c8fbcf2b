//! An argument that only the recursion passes on.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start(n: u32, label: u32) -> u32 {
    if n == 0 {
        std::process::id()
    } else {
        start(n - 1, label)
    }
}
