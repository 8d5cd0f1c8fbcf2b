//! A field of a pattern that the body does not use.

use tracked_core::tracked;

/// A point.
#[derive(Debug, Clone, Copy)]
pub struct Point {
    /// To the right.
    pub x: u32,
    /// Down.
    pub y: u32,
}

/// Takes one of two.
#[must_use]
#[tracked]
pub fn start(Point { x, y }: Point) -> u32 {
    x.max(std::process::id())
}
