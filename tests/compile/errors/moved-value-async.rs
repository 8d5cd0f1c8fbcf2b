//! An argument of an `async fn` used after it was moved.

use tracked_core::tracked;

#[tracked]
async fn twice(list: Vec<u32>) -> usize {
    consume(list).await;
    list.len()
}

async fn consume(list: Vec<u32>) -> usize {
    list.len()
}

fn main() {}
