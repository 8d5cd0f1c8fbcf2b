//! Eight arguments.

use tracked_core::tracked;

/// Adds.
#[tracked]
pub fn start(
    list: &mut Vec<u32>,
    two: u32,
    three: u32,
    four: u32,
    five: u32,
    six: u32,
    seven: u32,
    eight: u32,
) {
    list.extend([two, three, four, five, six, seven, eight]);
}
