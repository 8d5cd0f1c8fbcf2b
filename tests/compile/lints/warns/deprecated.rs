//! A call of a tracked function that is deprecated.

use tracked_core::tracked;

/// Old.
#[deprecated]
#[tracked]
pub fn old() {}

/// Calls it.
#[tracked]
pub fn start() {
    old();
}
