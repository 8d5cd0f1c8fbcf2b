//! The compiler asks for a lifetime on an argument.

use tracked_core::tracked;

#[tracked]
fn longest<'a>(a: &'a str, b: &str) -> &'a str {
    if a.len() < b.len() { b } else { a }
}

fn main() {}
