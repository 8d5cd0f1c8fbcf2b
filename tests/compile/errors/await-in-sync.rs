//! `await` in a function that is not `async`.

use tracked_core::tracked;

#[tracked]
fn sum(a: u32) -> u32 {
    let b = double(a).await;
    a + b
}

async fn double(a: u32) -> u32 {
    a * 2
}

fn main() {}
