//! A body that does not parse.

use tracked_core::tracked;

#[tracked]
fn double(n: u32) -> u32 {
    let twice = n * ;
    twice
}

fn main() {}
