//! A large value as an argument.

use tracked_core::tracked;

/// Looks.
#[must_use]
pub fn start() -> u32 {
    first([0; 1024])
}

#[tracked]
fn first(list: [u32; 1024]) -> u32 {
    list[0].max(std::process::id())
}
