//! A trait that is called like one of the standard library, next to a future.

use tracked_core::tracked;

trait Sync {}

impl<F: Future<Output = u8>> Sync for std::pin::Pin<Box<F>> {}

#[tracked]
fn later() -> impl Future<Output = u8> + Sync {
    Box::pin(async { 1 })
}

fn main() {}
