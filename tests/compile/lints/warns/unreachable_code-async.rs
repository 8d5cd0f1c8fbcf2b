//! A statement behind an endless loop of an `async fn`.

use tracked_core::tracked;

/// Loops.
#[tracked]
pub async fn start(list: &mut Vec<u32>) {
    loop {
        std::future::ready(()).await;
        list.push(1);
    }
    list.clear();
}
