//! An `async fn` that nobody calls.

use tracked_core::tracked;

#[tracked]
async fn forgotten(text: &str) -> Result<usize, String> {
    std::future::ready(()).await;
    Ok(text.len())
}
