//! Locks and other values whose end matters.

use std::sync::{Mutex, PoisonError};

use tracked_core::tracked;

/// Counts.
#[must_use]
#[tracked]
pub fn count(shared: &Mutex<Vec<u32>>) -> usize {
    shared.lock().unwrap_or_else(PoisonError::into_inner).len()
}

/// Adds.
#[tracked]
pub fn push(shared: &Mutex<Vec<u32>>, n: u32) {
    shared
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(n);
}
