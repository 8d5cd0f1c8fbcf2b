//! The same in a function that returns a `Result`.

use tracked_core::tracked;

#[tracked]
fn twice(text: String) -> Result<String, String> {
    consume(text)?;
    Ok(text)
}

fn consume(text: String) -> Result<usize, String> {
    Ok(text.len())
}

fn main() {}
