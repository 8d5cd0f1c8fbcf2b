//! `Err` holds another type.

use tracked_core::tracked;

#[tracked]
fn length(text: &str) -> Result<usize, String> {
    if text.is_empty() {
        return Err("empty");
    }
    Ok(text.len())
}

fn main() {}
