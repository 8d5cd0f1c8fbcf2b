//! Generic functions and closures.

use std::fmt::{Debug, Display};

use tracked_core::tracked;

/// Passes.
#[must_use]
#[tracked]
pub fn pass<T: Debug>(value: T) -> Vec<T> {
    vec![value]
}

/// Shows.
#[tracked]
pub fn show<T: Display + ?Sized, const N: usize>(value: &T, list: [u8; N]) -> String {
    format!("{value}{list:?}")
}

/// Maps.
#[tracked]
pub fn map<T, R>(list: Vec<T>, f: impl FnMut(T) -> R) -> Vec<R> {
    list.into_iter().map(f).collect()
}

/// Adds.
#[tracked]
pub fn adder(n: u32) -> impl Fn(u32) -> u32 {
    move |m| n.wrapping_add(m)
}

/// Borrows.
#[must_use]
#[tracked]
pub fn longest<'a>(a: &'a str, b: &'a str) -> &'a str {
    if a.len() < b.len() { b } else { a }
}

/// Iterates.
#[tracked]
pub fn even(list: &[u32]) -> impl Iterator<Item = u32> + '_ {
    list.iter().copied().filter(|n| n % 2 == 0)
}
