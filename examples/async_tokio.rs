//! What is logged of a future: its time, the part of it that the future was polled, and its cancellation.
//!
//! ```sh
//! cargo run --example async_tokio
//! ```
//!
//! logs to stderr, as a tree if stderr is a terminal,
//!
//! ```text
//! 2026-11-22 12:00:00,123 - INFO - start fetch(id=1)
//! 2026-11-22 12:00:00,128 - INFO - done fetch(id=1) in 5.20ms (busy 31.10µs)
//! 2026-11-22 12:00:00,128 - INFO - start fetch(id=0)
//! 2026-11-22 12:00:00,133 - ERROR - error fetch(id=0) in 5.20ms (busy 31.10µs): no order has the id 0
//! 2026-11-22 12:00:00,133 - INFO - start fetch(id=60000)
//! 2026-11-22 12:00:00,153 - WARN - cancel fetch(id=60000) in 20.10ms (busy 11.10µs)
//! ```

use std::time::Duration;

use tokio::time::{sleep, timeout};
use tracked_core::tracked;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tracked_core::init();
    let _ = fetch(1).await;
    let _ = fetch(0).await;
    // `timeout` drops the future after 20 ms, which cancels the call.
    let _ = timeout(Duration::from_millis(20), fetch(60_000)).await;
}

#[tracked]
async fn fetch(id: u64) -> Result<String, String> {
    sleep(Duration::from_millis(id.max(5))).await;
    match id {
        0 => Err(format!("no order has the id {id}")),
        _ => Ok(format!("order {id}")),
    }
}
