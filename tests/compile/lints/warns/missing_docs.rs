//! A function without a comment.

use tracked_core::tracked;

#[tracked]
pub fn start() {}
