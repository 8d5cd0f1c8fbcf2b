//! The output of a boxed future hides a lifetime that is shorter than that of the box, and has the name of a type
//! without one.

use std::pin::Pin;

use tracked_core::tracked;

struct String<'a>(&'a str);

#[tracked]
fn later<'a, F>(text: &'a str, future: F) -> Pin<Box<dyn Future<Output = String>>>
where
    F: Future<Output = String<'a>> + 'static,
{
    let _ = text;
    Box::pin(future)
}

fn main() {}
