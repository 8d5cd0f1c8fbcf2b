//! The tail of an `async fn` has another type.

use tracked_core::tracked;

#[tracked]
async fn length(text: &str) -> u64 {
    std::future::ready(()).await;
    text.len()
}

fn main() {}
