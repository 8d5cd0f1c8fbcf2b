//! A function that only calls itself.

use tracked_core::tracked;

#[tracked]
fn forgotten(n: u32) -> u32 {
    if n == 0 { 0 } else { forgotten(n / 2) }
}
