//! An operator that a type parameter lacks.

use tracked_core::tracked;

#[tracked]
fn sum<T>(a: T, b: T) -> T {
    a + b
}

fn main() {}
