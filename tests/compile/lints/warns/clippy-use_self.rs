//! A type that could be `Self`.

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
    pub fn start() -> Counter {
        Self(std::process::id())
    }
}
