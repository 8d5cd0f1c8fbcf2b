//! Bodies of one line, whatever they return.

use tracked_core::tracked;

/// Adds.
#[must_use]
#[rustfmt::skip]
#[tracked]
pub fn add(a: u32, b: u32) -> u32 { a + b }

/// Borrows.
#[must_use]
#[rustfmt::skip]
#[tracked]
pub fn trim(text: &str) -> &str { text.trim() }

/// Does nothing.
#[rustfmt::skip]
#[tracked]
pub fn nothing() {}

/// Changes.
#[rustfmt::skip]
#[tracked]
pub fn push(list: &mut Vec<u32>) { list.push(1); }

/// Waits.
#[rustfmt::skip]
#[tracked]
pub async fn wait(a: u32) -> u32 { std::future::ready(a).await }

/// Fails.
///
/// # Errors
///
/// If it is no number.
#[rustfmt::skip]
#[tracked]
pub fn parse(text: &str) -> Result<u32, std::num::ParseIntError> { text.parse() }
