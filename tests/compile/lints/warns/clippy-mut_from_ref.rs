//! A `&mut` out of a shared reference.

use tracked_core::tracked;

/// Leaks.
#[must_use]
#[tracked]
pub fn start(n: &std::cell::Cell<u32>) -> &mut u32 {
    // SAFETY: none at all.
    unsafe { &mut *n.as_ptr() }
}
