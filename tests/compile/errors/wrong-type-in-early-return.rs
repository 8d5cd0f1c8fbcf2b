//! A `return` has another type.

use tracked_core::tracked;

#[tracked]
fn first(list: &[u32]) -> Option<u32> {
    if list.is_empty() {
        return 0;
    }
    Some(list[0])
}

fn main() {}
