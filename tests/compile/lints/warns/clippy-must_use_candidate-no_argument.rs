//! A function that nobody calls for its effect, and that takes nothing.

use tracked_core::tracked;

/// Looks.
#[tracked]
pub fn start() -> usize {
    "start".len()
}
