//! A unit tail without a semicolon.

use tracked_core::tracked;

/// Clears.
#[tracked]
pub fn start(list: &mut Vec<u32>) {
    list.clear()
}
