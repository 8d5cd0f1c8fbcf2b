//! A `continue` without a loop, in an `async fn`.

use tracked_core::tracked;

#[tracked]
async fn skip(n: u32) -> u32 {
    if n > 3 {
        continue;
    }
    n
}

fn main() {}
