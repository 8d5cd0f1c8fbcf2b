//! A field that only `Debug` reads.

use tracked_core::tracked;

#[derive(Debug)]
struct Point {
    x: u32,
    y: u32,
}

#[tracked]
fn show(point: &Point) -> u32 {
    point.x
}

/// Shows.
#[must_use]
pub fn start(n: u32) -> u32 {
    show(&Point { x: n, y: n })
}
