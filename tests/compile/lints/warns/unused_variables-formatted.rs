//! An argument whose name a message says.

use tracked_core::tracked;

/// Does nothing.
#[tracked(done = "ended with {n}")]
pub fn start(n: u32) {}
