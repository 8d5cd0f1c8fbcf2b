//! A statement behind a `return`.

use tracked_core::tracked;

/// Stops.
#[tracked]
pub fn start(list: &mut Vec<u32>) {
    list.push(1);
    std::process::exit(1);
    list.clear();
}
