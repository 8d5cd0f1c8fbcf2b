//! A type that nothing decides.

use tracked_core::tracked;

#[tracked]
fn parse(text: &str) -> Result<bool, String> {
    let value = text.parse().map_err(|_| "no")?;
    Ok(text.is_empty())
}

fn main() {}
