//! A value moved in the iteration before.

use tracked_core::tracked;

#[tracked]
fn repeat(text: String, n: u32) -> Result<Vec<String>, String> {
    let mut list = Vec::new();
    for _ in 0..n {
        list.push(text);
    }
    Ok(list)
}

fn main() {}
