//! An argument that a method does not use.

use tracked_core::tracked;

/// Counts.
#[derive(Debug)]
pub struct Counter {
    n: u32,
}

impl Counter {
    /// Counts.
    #[tracked]
    pub fn count(&mut self, by: u32) {
        self.n = std::process::id();
    }
}
