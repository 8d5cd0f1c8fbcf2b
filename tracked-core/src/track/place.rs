//! Where the body of an annotated function is compiled.

#![allow(
    clippy::inline_always,
    reason = "one of the places is that of the caller"
)]

/// Where a body is compiled.
pub trait Place {
    fn run<A, R, B: FnOnce(A) -> R>(args: A, body: B) -> R;
}

/// Wherever it is run: as part of the user's function, and once more for the calls that are tracked.
pub struct Inline;

impl Place for Inline {
    #[inline(always)]
    fn run<A, R, B: FnOnce(A) -> R>(args: A, body: B) -> R {
        body(args)
    }
}

/// Once, at the price of a jump: for a body that is not short.
pub struct Apart;

impl Place for Apart {
    #[inline(never)]
    fn run<A, R, B: FnOnce(A) -> R>(args: A, body: B) -> R {
        body(args)
    }
}
