//! An `async fn` that contains itself.

use tracked_core::tracked;

#[tracked]
async fn countdown(n: u32) {
    if n > 0 {
        countdown(n - 1).await;
    }
}

fn main() {}
