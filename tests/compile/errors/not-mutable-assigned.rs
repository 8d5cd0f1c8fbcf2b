//! An argument that is not `mut` is assigned.

use tracked_core::tracked;

#[tracked]
fn next(n: u32) -> Result<u32, String> {
    n += 1;
    Ok(n)
}

fn main() {}
