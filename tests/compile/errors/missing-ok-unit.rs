//! A `Result` function ends with a statement.

use tracked_core::tracked;

#[tracked]
fn check(text: &str) -> Result<(), String> {
    if text.is_empty() {
        return Err("empty".to_owned());
    }
}

fn main() {}
