//! Changed while it is borrowed, across an `await`.

use tracked_core::tracked;

#[tracked]
async fn append(list: &mut Vec<u32>) -> u32 {
    let first = &list[0];
    std::future::ready(()).await;
    list.push(1);
    *first
}

fn main() {}
