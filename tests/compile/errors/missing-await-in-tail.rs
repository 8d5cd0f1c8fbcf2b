//! A future as the tail.

use tracked_core::tracked;

#[tracked]
async fn quadruple(a: u32) -> u32 {
    double(a * 2)
}

async fn double(a: u32) -> u32 {
    a * 2
}

fn main() {}
