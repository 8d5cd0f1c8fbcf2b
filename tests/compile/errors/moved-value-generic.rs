//! A generic argument used after it was moved.

use tracked_core::tracked;

#[tracked]
fn pair<T>(value: T) -> (T, T) {
    (value, value)
}

fn main() {}
