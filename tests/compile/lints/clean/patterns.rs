//! Patterns in parameters.

use tracked_core::tracked;

/// A point.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// To the right.
    pub x: i32,
    /// Down.
    pub y: i32,
}

/// Of a tuple.
#[must_use]
#[tracked]
pub fn tuple((a, b): (u32, u32), [c, ..]: [u32; 3]) -> u32 {
    a + b + c
}

/// Of a struct.
#[must_use]
#[tracked]
pub fn fields(Point { x, y }: Point, Point { x: dx, .. }: &Point) -> i32 {
    x + y + dx
}

/// Changed inside.
#[must_use]
#[tracked]
pub fn mutable(mut n: u32, (mut list, _): (Vec<u32>, u32)) -> Vec<u32> {
    n += 1;
    list.push(n);
    list
}

/// Behind a reference.
#[must_use]
#[tracked]
pub fn reference(&(a, ref b): &(u32, String)) -> usize {
    b.len() + usize::try_from(a).unwrap_or(0)
}
