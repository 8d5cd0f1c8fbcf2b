//! `?` on an error of another type.

use tracked_core::tracked;

#[tracked]
fn number(text: &str) -> Result<u32, std::fmt::Error> {
    let n = text.parse::<u32>()?;
    Ok(n)
}

fn main() {}
