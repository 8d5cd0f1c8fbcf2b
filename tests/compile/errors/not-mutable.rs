//! An argument that is not `mut` is changed.

use tracked_core::tracked;

#[tracked]
fn push(list: Vec<u32>) -> Vec<u32> {
    list.push(1);
    list
}

fn main() {}
