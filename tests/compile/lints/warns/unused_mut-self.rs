//! A `mut self` that stays as it is.

use tracked_core::tracked;

/// Counts.
#[derive(Debug)]
pub struct Counter {
    n: u32,
}

impl Counter {
    /// Ends.
    #[must_use]
    #[tracked]
    pub fn end(mut self) -> String {
        self.n.to_string()
    }
}
