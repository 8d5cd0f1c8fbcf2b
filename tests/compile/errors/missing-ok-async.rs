//! An `async fn` of a `Result` ends with a statement.

use tracked_core::tracked;

#[tracked]
async fn check(text: &str) -> Result<(), String> {
    if text.is_empty() {
        return Err("empty".to_owned());
    }
    std::future::ready(()).await;
}

fn main() {}
