//! `?` on an `Option` in a function that returns a `Result`.

use tracked_core::tracked;

#[tracked]
fn first(list: &[u32]) -> Result<u32, String> {
    let first = list.first()?;
    Ok(*first)
}

fn main() {}
