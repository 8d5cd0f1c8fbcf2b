//! Two mutable borrows at a time.

use tracked_core::tracked;

#[tracked]
fn first_two(list: &mut Vec<u32>) -> Result<u32, String> {
    let first = &mut list[0];
    let second = &mut list[1];
    *first += *second;
    Ok(*first)
}

fn main() {}
