//! An `if` without `else` as a value.

use tracked_core::tracked;

#[tracked]
fn sign(n: i32) -> i32 {
    if n < 0 {
        -1
    }
}

fn main() {}
