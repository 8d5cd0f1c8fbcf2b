//! `?` in a function that returns nothing.

use tracked_core::tracked;

#[tracked]
fn print(text: &str) {
    let n: u32 = text.parse()?;
    println!("{n}");
}

fn main() {}
