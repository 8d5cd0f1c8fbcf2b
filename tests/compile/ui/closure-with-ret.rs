//! The returned value of a function that returns a closure, behind a trait with another name.

use tracked_core::tracked;

trait Operation: Fn(u8) -> u8 {}
impl<F: Fn(u8) -> u8> Operation for F {}

#[tracked(ret)]
fn f() -> impl Operation {
    |n| n.count_ones() as u8
}

fn main() {}
