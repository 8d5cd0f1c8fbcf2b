//! An import inside of a body.

use tracked_core::tracked;

/// Looks.
#[must_use]
#[tracked]
pub fn start() -> u32 {
    use std::collections::HashMap;
    std::process::id()
}
