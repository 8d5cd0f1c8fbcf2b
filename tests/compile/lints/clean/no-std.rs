//! A crate without `std`.

#![no_std]

use tracked_core::tracked;

/// Fails.
///
/// # Errors
///
/// If it is no number.
#[tracked]
pub fn parse(text: &str) -> Result<u32, core::num::ParseIntError> {
    text.parse()
}

/// Waits.
#[tracked]
pub async fn wait(n: u32) -> u32 {
    core::future::ready(n).await
}
