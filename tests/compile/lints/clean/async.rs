//! Futures.

use std::pin::Pin;

use tracked_core::tracked;

/// Waits.
#[tracked]
pub async fn wait(n: u32, text: &str) -> usize {
    let n = std::future::ready(n).await;
    text.len() + usize::try_from(n).unwrap_or(0)
}

/// Fails.
///
/// # Errors
///
/// If it is no number.
#[tracked]
pub async fn parse(text: String) -> Result<u32, std::num::ParseIntError> {
    let text = std::future::ready(text).await;
    let n = text.trim().parse::<u32>()?;
    Ok(n + 1)
}

/// Waits in a box.
#[must_use]
#[tracked]
pub fn boxed(text: &str) -> Pin<Box<dyn Future<Output = usize> + Send + '_>> {
    Box::pin(async move { wait(1, text).await })
}

/// Waits after a prelude.
#[tracked]
pub fn prelude(text: &str) -> impl Future<Output = usize> + Send + use<> {
    let len = text.len();
    async move {
        std::future::ready(()).await;
        len
    }
}

/// Calls another.
#[tracked]
pub fn another(text: &str) -> impl Future<Output = usize> + Send {
    wait(1, text)
}
