//! A `break` without a loop.

use tracked_core::tracked;

#[tracked]
fn stop(n: u32) -> Result<u32, String> {
    if n > 3 {
        break;
    }
    Ok(n)
}

fn main() {}
