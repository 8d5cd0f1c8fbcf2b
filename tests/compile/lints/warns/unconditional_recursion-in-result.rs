//! A function that can only call itself, and would return a `Result`.

use tracked_core::tracked;

/// Overflows.
///
/// # Errors
///
/// Never.
#[tracked]
pub fn start(list: &mut Vec<u32>) -> Result<(), String> {
    list.push(1);
    start(list)
}
