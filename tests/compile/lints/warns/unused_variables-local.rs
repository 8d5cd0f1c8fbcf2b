//! A local variable that nobody uses.

use tracked_core::tracked;

/// Does nothing.
#[tracked]
pub fn start() {
    let n = std::process::id();
}
