//! A reference to an argument is returned.

use tracked_core::tracked;

#[tracked]
fn first<'a>(words: Vec<String>) -> Result<&'a str, String> {
    Ok(words[0].as_str())
}

fn main() {}
