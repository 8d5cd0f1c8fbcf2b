//! A temporary dies while it is borrowed.

use tracked_core::tracked;

#[tracked]
fn words(text: &str) -> usize {
    let words: Vec<&str> = text.to_uppercase().split(' ').collect();
    words.len()
}

fn main() {}
