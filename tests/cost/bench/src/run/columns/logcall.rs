//! `#[logcall]`, which logs the end of a call only.

use std::hint::black_box;
use std::num::ParseIntError;

use logcall::logcall;

use crate::run::function::pause;

// Not by `functions!`: the names in the strings would not be found.

#[logcall("info", input = "a={a:?}, b={b:?}")]
#[inline(never)]
fn add(a: u64, b: u64) -> u64 {
    a.wrapping_add(b)
}

#[logcall(ok = "info", err = "error", input = "text={text:?}")]
#[inline(never)]
fn parse(text: &str) -> Result<u64, ParseIntError> {
    text.parse()
}

#[logcall(ok = "info", err = "error", input = "text={text:?}, waits={waits:?}")]
async fn fetch(text: &str, waits: u32) -> Result<u64, ParseIntError> {
    for _ in 0..waits {
        pause().await;
    }
    text.parse()
}

#[logcall("info", input = "depth={depth:?}")]
#[inline(never)]
fn nest(depth: u64) -> u64 {
    if depth > 1 {
        black_box(nest(depth - 1)).wrapping_add(1)
    } else {
        1
    }
}

super::run!();
