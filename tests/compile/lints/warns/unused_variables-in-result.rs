//! An argument that the body does not use, in a function that returns a `Result`.

use tracked_core::tracked;

/// Fails.
///
/// # Errors
///
/// If there is no first argument.
#[tracked]
pub fn start(n: u32) -> Result<(), String> {
    let first = std::env::args().next();
    first.map(drop).ok_or_else(String::new)
}
