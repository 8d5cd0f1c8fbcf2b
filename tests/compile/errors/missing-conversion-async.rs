//! `?` on an error of another type, in an `async fn`.

use tracked_core::tracked;

#[tracked]
async fn number(text: &str) -> Result<u32, std::fmt::Error> {
    let n = text.parse::<u32>()?;
    Ok(n)
}

fn main() {}
