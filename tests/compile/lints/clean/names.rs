//! Raw and short names.

use tracked_core::tracked;

/// Keywords.
#[must_use]
#[tracked]
pub fn r#match(r#type: &str, r#fn: usize) -> usize {
    r#type.len() + r#fn
}

/// Letters.
#[must_use]
#[tracked]
pub fn letters(a: u32, f: fn(u32) -> u32) -> u32 {
    f(a)
}
