//! Nothing is left to its default.

use tracked_core::tracked;

/// Hot.
#[tracked(level = "debug", start = "a", done = "b", err = "c", panic = "d", cancel = "e")]
pub fn all(n: u32) -> u32 {
    n.wrapping_add(std::process::id())
}
