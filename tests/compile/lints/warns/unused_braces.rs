//! The user's own braces.

use tracked_core::tracked;

/// Pushes.
#[tracked]
pub fn start(list: &mut Vec<u32>) {
    list.push({ 1 });
}
