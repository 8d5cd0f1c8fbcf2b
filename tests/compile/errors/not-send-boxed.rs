//! A boxed future that should be `Send`.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use tracked_core::tracked;

#[tracked]
fn count(shared: Rc<u32>) -> Pin<Box<dyn Future<Output = u32> + Send>> {
    Box::pin(async move { *shared })
}

fn main() {}
