//! A method of a well-known name.

use tracked_core::tracked;

/// Counts.
#[derive(Clone, Copy, Debug)]
pub struct Counter(u32);

impl Counter {
    /// Adds.
    #[must_use]
    #[tracked]
    pub fn add(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0))
    }
}
