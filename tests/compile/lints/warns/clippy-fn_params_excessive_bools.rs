//! Too many flags.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start(a: bool, b: bool, c: bool, d: bool) -> bool {
    a && b && c && d && std::process::id() > 1
}
