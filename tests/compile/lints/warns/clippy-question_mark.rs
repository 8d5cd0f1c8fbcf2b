//! A `?` written out.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start(list: &[u32]) -> Option<u32> {
    let Some(first) = list.first() else {
        return None;
    };
    first.checked_add(1)
}
