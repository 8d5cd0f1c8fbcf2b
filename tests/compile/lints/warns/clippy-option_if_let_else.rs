//! An `if let` that might be a `map_or`.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start(n: Option<u32>) -> u32 {
    if let Some(n) = n {
        n.wrapping_add(1)
    } else {
        std::process::id()
    }
}
