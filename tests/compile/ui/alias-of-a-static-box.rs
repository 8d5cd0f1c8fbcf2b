//! An alias of a future that lives for `'static`, with an output that does not.

use std::pin::Pin;

use tracked_core::tracked;

type Loading<'a> = Pin<Box<dyn Future<Output = &'a str>>>;

#[tracked]
fn f<'a>(_text: &'a str, future: Loading<'a>) -> Loading<'a> {
    future
}

fn main() {}
