//! The arms of a `match` have different types.

use tracked_core::tracked;

#[tracked]
fn describe(n: Option<u32>) -> Result<String, String> {
    let text = match n {
        Some(n) => n.to_string(),
        None => "none",
    };
    Ok(text)
}

fn main() {}
