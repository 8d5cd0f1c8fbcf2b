//! An `unsafe fn` without a word on what is unsafe.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub unsafe fn start(pointer: *const u32) -> u32 {
    // SAFETY: the caller's.
    unsafe { *pointer }
}
