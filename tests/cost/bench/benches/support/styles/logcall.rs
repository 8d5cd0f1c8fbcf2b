//! `#[logcall]`, which logs only the end of a call.

use std::num::ParseIntError;

use logcall::logcall;

use super::bodies;

// Without `functions!`, because the format strings would not find names that come from a macro.

#[logcall("info", input = "a={a:?}, b={b:?}")]
#[inline(never)]
fn add(a: u64, b: u64) -> u64 {
    bodies::add(a, b)
}

#[logcall(ok = "info", err = "error", input = "text={text:?}")]
#[inline(never)]
fn parse(text: &str) -> Result<u64, ParseIntError> {
    bodies::parse(text)
}

#[logcall(ok = "info", err = "error", input = "text={text:?}, times={times:?}")]
async fn wait(text: &str, times: u32) -> Result<u64, ParseIntError> {
    bodies::wait(text, times).await
}

super::calls!();
