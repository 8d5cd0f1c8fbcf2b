//! The value of a tracked function marked `#[must_use]`.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn value() -> u32 {
    std::process::id()
}

/// Ignores it.
pub fn start() {
    value();
}
