//! A tracked function called with another type.

use tracked_core::tracked;

#[tracked]
fn double(n: u32) -> u32 {
    n * 2
}

fn start() -> u32 {
    double("2")
}

fn main() {}
