//! A value used after it was moved.

use tracked_core::tracked;

#[tracked]
fn twice(text: String) -> usize {
    let other = text;
    other.len() + text.len()
}

fn main() {}
