//! A `&Vec` that might be a slice.

use tracked_core::tracked;

/// Looks.
#[must_use]
pub fn start() -> usize {
    length(&vec![std::process::id(); 2])
}

#[tracked]
fn length(list: &Vec<u32>) -> usize {
    list.iter().filter(|n| **n > 1).count()
}
