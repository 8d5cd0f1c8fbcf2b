//! A `&mut` that might be shared.

use tracked_core::tracked;

/// Looks.
#[must_use]
pub fn start(list: &mut Vec<u32>) -> usize {
    list.push(1);
    length(list)
}

#[tracked]
fn length(list: &mut [u32]) -> usize {
    list.len()
}
