//! An unsafe operation outside of a block.

use tracked_core::tracked;

/// Looks.
///
/// # Safety
///
/// `pointer` is valid.
#[must_use]
#[tracked]
pub unsafe fn start(pointer: *const u32) -> u32 {
    *pointer
}
