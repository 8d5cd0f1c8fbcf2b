//! What the functions do, for those that are logged by hand.

use std::hint::black_box;
use std::num::ParseIntError;

use crate::run::function::pause;

#[inline]
pub fn add(a: u64, b: u64) -> u64 {
    a.wrapping_add(b)
}

#[inline]
pub fn parse(text: &str) -> Result<u64, ParseIntError> {
    text.parse()
}

#[inline]
pub async fn fetch(text: &str, waits: u32) -> Result<u64, ParseIntError> {
    for _ in 0..waits {
        pause().await;
    }
    text.parse()
}

#[inline]
pub fn nest(depth: u64, deeper: fn(u64) -> u64) -> u64 {
    if depth > 1 {
        black_box(deeper(depth - 1)).wrapping_add(1)
    } else {
        1
    }
}
