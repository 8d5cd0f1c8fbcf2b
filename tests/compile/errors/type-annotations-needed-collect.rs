//! A `collect` into nothing in particular.

use tracked_core::tracked;

#[tracked]
fn count<T: Copy>(list: &[T]) -> usize {
    let copied = list.iter().copied().collect();
    list.len()
}

fn main() {}
