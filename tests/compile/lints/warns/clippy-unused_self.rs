//! A `self` that nobody uses.

use tracked_core::tracked;

/// Counts.
#[derive(Debug)]
pub struct Counter;

impl Counter {
    /// Looks.
    #[must_use]
    pub fn start(&self) -> u32 {
        self.id()
    }

    #[tracked]
    fn id(&self) -> u32 {
        std::process::id()
    }
}
