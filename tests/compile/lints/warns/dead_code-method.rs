//! A method that nobody calls.

use tracked_core::tracked;

/// Counts.
#[derive(Debug)]
pub struct Counter;

impl Counter {
    #[tracked]
    fn forgotten(&mut self, list: &mut Vec<u32>) {
        list.clear();
        *self = Self;
    }
}
