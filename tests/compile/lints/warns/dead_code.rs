//! A function that nobody calls.

use tracked_core::tracked;

#[tracked]
fn forgotten(n: u32) -> u32 {
    n
}
