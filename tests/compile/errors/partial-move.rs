//! A value used after one of its fields was moved.

use tracked_core::tracked;

struct Pair {
    left: String,
    right: String,
}

#[tracked]
fn join(pair: Pair) -> Result<String, String> {
    let left = pair.left;
    Ok(left + &describe(&pair))
}

fn describe(pair: &Pair) -> String {
    pair.right.clone()
}

fn main() {}
