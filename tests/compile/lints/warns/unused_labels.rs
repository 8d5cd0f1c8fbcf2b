//! A label that nobody uses.

use tracked_core::tracked;

/// Loops.
#[tracked]
pub fn start(list: &mut Vec<u32>) {
    'all: while list.pop().is_some() {}
}
