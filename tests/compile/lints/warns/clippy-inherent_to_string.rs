//! A `to_string` of its own.

use tracked_core::tracked;

/// Counts.
#[derive(Debug)]
pub struct Counter(u32);

impl Counter {
    /// Shows.
    #[must_use]
    #[tracked]
    pub fn to_string(&self) -> String {
        format!("<{}>", self.0)
    }
}
