//! A `new` without arguments.

use tracked_core::tracked;

/// Counts.
#[derive(Debug)]
pub struct Counter(
    /// So many.
    pub u32,
);

impl Counter {
    /// Starts.
    #[must_use]
    #[tracked]
    pub fn new() -> Self {
        Self(std::process::id())
    }
}
