//! A call with an argument too few.

use tracked_core::tracked;

#[tracked]
async fn area(width: u32) -> u32 {
    multiply(width).await
}

async fn multiply(a: u32, b: u32) -> u32 {
    a * b
}

fn main() {}
