//! Two mistakes in one body.

use tracked_core::tracked;

#[tracked]
fn total(prices: &[u32]) -> Result<u32, String> {
    let sum: u64 = prices.iter().sum();
    let first = prices.frist();
    Ok(sum)
}

fn main() {}
