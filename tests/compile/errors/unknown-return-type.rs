//! A returned type that was not imported.

use tracked_core::tracked;

#[tracked]
async fn count(words: Vec<String>) -> Result<HashMap<String, u32>, String> {
    Err(words.concat())
}

fn main() {}
