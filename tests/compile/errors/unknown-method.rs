//! A misspelt method, in a generic function.

use tracked_core::tracked;

#[tracked]
fn shortest<T: AsRef<str>>(a: T, b: T) -> usize {
    a.as_ref().len().mni(b.as_ref().len())
}

fn main() {}
