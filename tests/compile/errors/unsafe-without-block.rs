//! An unsafe call outside of `unsafe`.

use tracked_core::tracked;

#[tracked]
fn first(list: &[u32]) -> u32 {
    *list.get_unchecked(0)
}

fn main() {}
