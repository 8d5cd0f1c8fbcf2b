//! A function in capitals.

use tracked_core::tracked;

/// Does nothing.
#[tracked]
pub fn Start() {}
