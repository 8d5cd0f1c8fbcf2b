//! An argument of no known type that the body does not use.

use tracked_core::tracked;

/// Does nothing.
#[tracked]
pub fn start<T: Copy>(value: T) {}
