//! An argument that the body does not use.

use tracked_core::tracked;

/// Does nothing.
#[tracked]
pub fn start(n: u32) {}
