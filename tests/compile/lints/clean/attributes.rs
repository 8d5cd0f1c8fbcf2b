//! Other attributes beside it.

use tracked_core::tracked;

/// Hot.
#[inline]
#[must_use = "or it was for nothing"]
#[tracked]
pub fn above(n: u32) -> u32 {
    n.wrapping_add(std::process::id())
}

/// Cold.
#[tracked]
#[cold]
#[inline(never)]
pub fn below(list: &mut Vec<u32>) {
    list.clear();
}

/// Its place is its caller's.
#[track_caller]
#[must_use]
#[tracked]
pub fn place() -> &'static std::panic::Location<'static> {
    std::panic::Location::caller()
}

/// Its lint is expected, and comes.
#[expect(unused_variables, reason = "the point")]
#[tracked]
pub fn expected(n: u32) {}

/// Its lint is expected, and comes.
#[tracked]
#[expect(clippy::needless_return, reason = "the point")]
pub fn expected_by_clippy(list: &mut Vec<u32>) {
    list.clear();
    return;
}

/// Not for this platform.
#[cfg(any())]
#[tracked]
pub fn elsewhere() {}

/// Some arguments are not there.
#[tracked]
pub fn arguments(#[cfg(any())] a: u32, list: &mut Vec<u32>) {
    list.clear();
}
