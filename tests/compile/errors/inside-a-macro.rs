//! A wrong type inside of a macro call.

use tracked_core::tracked;

#[tracked]
fn list(text: &str) -> Vec<u32> {
    vec![1, 2, text]
}

fn main() {}
