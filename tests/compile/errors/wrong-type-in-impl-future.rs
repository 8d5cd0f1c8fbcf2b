//! The future has another output.

use std::future::Future;

use tracked_core::tracked;

#[tracked]
fn length(text: String) -> impl Future<Output = u32> {
    async move { text.len() }
}

fn main() {}
