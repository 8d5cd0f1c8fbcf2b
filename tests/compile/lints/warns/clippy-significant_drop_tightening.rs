//! A lock held for too long.

use std::sync::{Mutex, PoisonError};

use tracked_core::tracked;

/// Adds.
#[tracked]
pub fn start(shared: &Mutex<Vec<u32>>) -> u32 {
    let mut list = shared.lock().unwrap_or_else(PoisonError::into_inner);
    list.push(1);
    list.push(2);
    std::process::id()
}
