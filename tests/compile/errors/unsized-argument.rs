//! An argument without a size.

use tracked_core::tracked;

#[tracked]
fn length(text: str) -> usize {
    text.len()
}

fn main() {}
