//! A map of one hasher only.

use tracked_core::tracked;

/// Counts.
#[must_use]
#[tracked]
pub fn start(map: &std::collections::HashMap<String, u32>) -> usize {
    map.len()
}
