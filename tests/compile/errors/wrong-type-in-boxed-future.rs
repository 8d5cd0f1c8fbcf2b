//! The boxed future has another output.

use std::future::Future;
use std::pin::Pin;

use tracked_core::tracked;

#[tracked]
fn length(text: String) -> Pin<Box<dyn Future<Output = u32> + Send>> {
    Box::pin(async move { text.len() })
}

fn main() {}
