//! A misspelt macro.

use tracked_core::tracked;

#[tracked]
fn show(n: u32) {
    printn!("{n}");
}

fn main() {}
