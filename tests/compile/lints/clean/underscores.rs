//! Arguments that their body leaves alone.

use tracked_core::tracked;

/// Keeps it.
#[tracked]
pub fn ignored(_: u32, _reason: &str, (_a, _): (u32, u32)) {}

/// Keeps it, too.
///
/// # Errors
///
/// Never.
#[tracked]
pub fn ignored_in_a_result(_: u32, _reason: &str) -> Result<(), String> {
    print_nothing()?;
    Ok(())
}

fn print_nothing() -> Result<(), String> {
    std::env::args().next().map(drop).ok_or_else(String::new)
}

/// Keeps it across a suspension.
#[tracked]
pub async fn ignored_in_async(_: u32, _reason: &str) {
    std::future::ready(()).await;
}
