//! A value that nobody takes.

use tracked_core::tracked;

/// Inserts.
#[tracked]
pub fn start(set: &mut std::collections::BTreeSet<u32>) {
    set.insert(1);
}
