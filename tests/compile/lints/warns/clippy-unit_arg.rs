//! A unit as an argument.

use tracked_core::tracked;

/// Clears.
#[tracked]
pub fn start(list: &mut Vec<u32>) -> Option<()> {
    Some(list.clear())
}
