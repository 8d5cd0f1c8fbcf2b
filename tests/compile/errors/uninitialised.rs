//! A variable that a branch leaves empty.

use tracked_core::tracked;

#[tracked]
fn name(known: bool) -> String {
    let name;
    if known {
        name = "known".to_owned();
    }
    name
}

fn main() {}
