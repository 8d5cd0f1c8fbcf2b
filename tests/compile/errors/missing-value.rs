//! A semicolon took the tail away.

use tracked_core::tracked;

#[tracked]
fn double(n: u32) -> u32 {
    n * 2;
}

fn main() {}
