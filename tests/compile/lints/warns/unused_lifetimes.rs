//! A lifetime that nothing has.

#![allow(clippy::extra_unused_lifetimes, reason = "the same again")]

use tracked_core::tracked;

/// Does nothing.
#[tracked]
pub fn start<'a>() {}
