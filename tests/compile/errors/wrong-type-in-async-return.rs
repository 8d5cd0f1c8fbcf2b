//! A `return` of an `async fn` has another type.

use tracked_core::tracked;

#[tracked]
async fn length(text: &str) -> Result<usize, String> {
    if text.is_empty() {
        return 0;
    }
    Ok(text.len())
}

fn main() {}
