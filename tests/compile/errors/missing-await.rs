//! A future where its output is meant.

use tracked_core::tracked;

#[tracked]
async fn sum(a: u32) -> u32 {
    let b: u32 = double(a);
    a + b
}

async fn double(a: u32) -> u32 {
    a * 2
}

fn main() {}
