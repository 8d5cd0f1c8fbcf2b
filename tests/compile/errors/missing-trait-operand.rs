//! Two types that can't be added.

use tracked_core::tracked;

#[tracked]
fn total(a: u32, b: &str) -> u32 {
    a + b
}

fn main() {}
