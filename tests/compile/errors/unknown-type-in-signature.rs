//! A type in the signature that was not imported.

use tracked_core::tracked;

#[tracked]
fn count(words: &HashSet<String>) -> usize {
    words.len()
}

fn main() {}
