//! The returned value lacks the promised trait.

use tracked_core::tracked;

#[tracked]
fn numbers(n: u32) -> impl Iterator<Item = u32> {
    vec![n; 3]
}

fn main() {}
