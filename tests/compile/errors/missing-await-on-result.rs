//! `?` on a future.

use tracked_core::tracked;

#[tracked]
async fn sum(text: &str) -> Result<u32, std::num::ParseIntError> {
    let n = number(text)?;
    Ok(n)
}

async fn number(text: &str) -> Result<u32, std::num::ParseIntError> {
    text.parse()
}

fn main() {}
