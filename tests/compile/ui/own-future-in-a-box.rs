//! A trait of the user's own that is called `Future` and extends that of the standard library, in a box.

use std::pin::Pin;

use tracked_core::tracked;

trait Future: std::future::Future {}
impl Future for std::future::Ready<u8> {}

#[tracked]
fn f() -> Pin<Box<dyn Future<Output = u8>>> {
    Box::pin(std::future::ready(1))
}

fn main() {}
