//! Unsafe functions.

use tracked_core::tracked;

/// Looks.
///
/// # Safety
///
/// `pointer` is valid.
#[must_use]
#[tracked]
pub unsafe fn look(pointer: *const u32) -> u32 {
    // SAFETY: the caller's.
    unsafe { *pointer }
}

/// Looks from elsewhere.
///
/// # Safety
///
/// `pointer` is valid.
#[must_use]
#[tracked]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tracked_lints_look(pointer: *const u32) -> u32 {
    // SAFETY: the caller's.
    unsafe { look(pointer) }
}
