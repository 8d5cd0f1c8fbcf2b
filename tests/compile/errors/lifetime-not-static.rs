//! A thread outlives what it borrows.

use tracked_core::tracked;

#[tracked]
fn count(words: &[String]) -> Result<usize, String> {
    let worker = std::thread::spawn(|| words.len());
    worker.join().map_err(|_| "panicked".to_owned())
}

fn main() {}
