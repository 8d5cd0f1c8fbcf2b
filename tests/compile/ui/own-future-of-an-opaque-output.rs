//! A trait of the user's own that is called `Future`, with an opaque value in its output.

use std::fmt::Debug;

use tracked_core::tracked;

trait Future {
    type Output;
}

impl Future for u8 {
    type Output = Result<u8, String>;
}

#[tracked]
fn f() -> impl Future<Output = Result<impl Debug, String>> {
    1_u8
}

fn main() {}
