//! The tail has another type.

use tracked_core::tracked;

#[tracked]
fn length(text: &str) -> u32 {
    let len = text.len();
    len
}

fn main() {}
