//! A reference to a local variable is returned.

use tracked_core::tracked;

#[tracked]
fn trimmed(text: &str) -> &str {
    let owned = text.to_uppercase();
    owned.trim()
}

fn main() {}
