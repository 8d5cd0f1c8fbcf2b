//! An `async fn` in a public trait.

use tracked_core::tracked;

/// Waits.
pub trait Wait {
    /// Waits.
    #[tracked]
    async fn wait(&self) {
        std::future::ready(()).await;
    }
}
