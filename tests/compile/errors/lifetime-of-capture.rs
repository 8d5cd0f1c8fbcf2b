//! A returned closure borrows an argument.

use tracked_core::tracked;

#[tracked]
fn adder(n: u32) -> impl Fn(u32) -> u32 {
    |m| n + m
}

fn main() {}
