//! Where the body of an annotated function is compiled.

#![allow(
    clippy::inline_always,
    reason = "one of the places is that of the caller"
)]

/// Where a body is compiled.
pub trait Place: Copy {
    fn run<A, R, B: FnOnce(A) -> R>(self, args: A, body: B) -> R;
}

/// Wherever it is run: as part of the user's function, and once more for the calls that are tracked.
#[derive(Clone, Copy)]
pub struct Inline;

impl Place for Inline {
    #[inline(always)]
    fn run<A, R, B: FnOnce(A) -> R>(self, args: A, body: B) -> R {
        body(args)
    }
}

/// Once, at the price of a jump: for a body that is not short. Unoptimised it is compiled once anyway.
#[derive(Clone, Copy)]
pub struct Apart;

impl Place for Apart {
    #[cfg_attr(debug_assertions, inline(always))]
    #[cfg_attr(not(debug_assertions), inline(never))]
    fn run<A, R, B: FnOnce(A) -> R>(self, args: A, body: B) -> R {
        body(args)
    }
}
