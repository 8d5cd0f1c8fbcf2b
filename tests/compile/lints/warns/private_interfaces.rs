//! A private type in a public signature.

use tracked_core::tracked;

#[derive(Debug)]
struct Hidden;

/// Does nothing.
#[tracked]
pub fn start(_: Hidden) {}

/// Does nothing.
pub fn other() {
    start(Hidden);
}
