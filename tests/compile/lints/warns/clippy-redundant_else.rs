//! An `else` behind a `return`.

use tracked_core::tracked;

/// Clears.
#[tracked]
pub fn start(list: &mut Vec<u32>) {
    if list.is_empty() {
        return;
    } else {
        list.push(1);
    }
    list.clear();
}
