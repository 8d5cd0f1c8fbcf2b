//! A type of the user's own that is called `Result`, with a bound on its first parameter and an opaque second one.

use std::fmt::{Debug, Display};

use tracked_core::tracked;

struct Result<T: Display, E>(T, E);

#[tracked]
fn f() -> Result<u8, impl Debug> {
    Result(1, 2)
}

fn main() {}
