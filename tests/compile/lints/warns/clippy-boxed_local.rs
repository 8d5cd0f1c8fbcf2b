//! A box without need.

use tracked_core::tracked;

/// Looks.
#[must_use]
pub fn start() -> u32 {
    id(Box::new(std::process::id()))
}

#[tracked]
fn id(mut n: Box<u32>) -> u32 {
    *n = n.wrapping_add(1);
    *n
}
