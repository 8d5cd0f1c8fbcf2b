//! A public future that is not `Send`.

use tracked_core::tracked;

/// Waits.
#[tracked]
pub async fn start(shared: std::rc::Rc<u32>) -> u32 {
    std::future::ready(()).await;
    *shared
}
