//! An argument that a default method does not use.

use tracked_core::tracked;

/// Counts.
pub trait Count {
    /// Looks.
    fn value(&mut self) -> u32;

    /// Counts.
    #[tracked]
    fn count(&mut self, by: u32) -> u32 {
        self.value()
    }
}
