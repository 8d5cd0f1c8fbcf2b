//! A type that was not imported.

use tracked_core::tracked;

#[tracked]
async fn count(words: &[&str]) -> usize {
    let set: HashSet<&str> = words.iter().copied().collect();
    set.len()
}

fn main() {}
