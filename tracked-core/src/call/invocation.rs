//! The body of a call with its arguments, as a trait object. The code that tracks the call is therefore compiled once
//! for each return type, and not once for each function.
//!
//! Code that is generic over the function itself has only a few lines and calls no generic function of the standard
//! library, because all of it is compiled again for each function.

#![forbid(unsafe_code)]
#![allow(
    clippy::inline_always,
    reason = "without optimizations, each annotated function would need a second function"
)]

use std::cell::Cell;

use super::arguments::Arguments;
use crate::field::value::Visitor;

/// A body with its arguments.
pub trait Invocation<R> {
    /// Records the arguments.
    fn record(&self, visit: &mut Visitor<'_>);

    /// Runs the body, once.
    fn run__rust_end_short_backtrace(&self) -> R;
}

/// An invocation whose arguments and body are `Copy`. The arguments are recorded each time a logger reads the values.
#[derive(Clone, Copy)]
pub(super) struct Lazy<A, B, O> {
    pub(super) args: A,
    pub(super) body: B,
    pub(super) run: O,
}

impl<A, R, B, O> Invocation<R> for Lazy<A, B, O>
where
    A: Arguments + Copy,
    B: FnOnce(A::Values) -> R + Copy,
    O: RunBody<A::Values, B, R>,
{
    fn record(&self, visit: &mut Visitor<'_>) {
        self.args.record(visit);
    }

    fn run__rust_end_short_backtrace(&self) -> R {
        self.run
            .run__rust_end_short_backtrace(self.args.into_values(), self.body)
    }
}

/// A [`Lazy`] invocation whose body is not `Copy`, because it captures a mutable reference or a value.
pub(super) struct LazyOnce<A, B, O> {
    pub(super) args: A,
    pub(super) body: Cell<Option<B>>,
    pub(super) run: O,
}

impl<A, R, B, O> Invocation<R> for LazyOnce<A, B, O>
where
    A: Arguments + Copy,
    B: FnOnce(A::Values) -> R,
    O: RunBody<A::Values, B, R>,
{
    fn record(&self, visit: &mut Visitor<'_>) {
        self.args.record(visit);
    }

    fn run__rust_end_short_backtrace(&self) -> R {
        match self.body.replace(None) {
            Some(body) => self
                .run
                .run__rust_end_short_backtrace(self.args.into_values(), body),
            None => already_run(),
        }
    }
}

/// An invocation whose body may consume its arguments. They are recorded before it runs.
pub(super) struct Once<A, B, O> {
    pub(super) parts: Cell<Option<(A, B)>>,
    pub(super) run: O,
}

impl<A, R, B, O> Invocation<R> for Once<A, B, O>
where
    A: Arguments,
    B: FnOnce(A::Values) -> R,
    O: RunBody<A::Values, B, R>,
{
    fn record(&self, visit: &mut Visitor<'_>) {
        let parts = self.parts.replace(None);
        if let Some((args, _)) = &parts {
            args.record(visit);
        }
        self.parts.set(parts);
    }

    fn run__rust_end_short_backtrace(&self) -> R {
        match self.parts.replace(None) {
            Some((args, body)) => self
                .run
                .run__rust_end_short_backtrace(args.into_values(), body),
            None => already_run(),
        }
    }
}

#[cold]
fn already_run() -> ! {
    unreachable!("a body is run once")
}

/// The function that runs a body, as an item of the annotated function. The symbol that a profile attributes the time
/// of the body to then contains the path of that function, in the mangling that omits type arguments too.
///
/// Without optimizations the body has a symbol of its own, so no function is needed. With `static`, one is named
/// nevertheless, which is not called: `clippy::must_use_candidate` takes a path for a static that the call may change, and
/// the body has such a path.
#[cfg(debug_assertions)]
#[doc(hidden)]
#[macro_export]
macro_rules! __tracked_run {
    () => {
        ()
    };
    (static) => {
        $crate::__private::returned::<()>
    };
}

#[cfg(not(debug_assertions))]
#[doc(hidden)]
#[macro_export]
macro_rules! __tracked_run {
    ($(static)?) => {{
        // The name hides the frame: see `call/mod.rs`.
        #[inline(never)]
        fn body__rust_end_short_backtrace<A, R, B>(args: A, body: B) -> R
        where
            B: $crate::__private::std::ops::FnOnce(A) -> R,
        {
            body(args)
        }
        body__rust_end_short_backtrace
    }};
}

/// Runs a body out of line, if the runtime is optimized.
pub trait RunBody<A, B, R>: Copy {
    fn run__rust_end_short_backtrace(self, args: A, body: B) -> R
    where
        B: FnOnce(A) -> R;
}

/// Without optimizations, a function would only be another frame. Any type will do, so that the compiler has little to
/// check for each annotated function.
#[cfg(debug_assertions)]
impl<A, B, R, O: Copy> RunBody<A, B, R> for O {
    #[inline(always)]
    fn run__rust_end_short_backtrace(self, args: A, body: B) -> R
    where
        B: FnOnce(A) -> R,
    {
        body(args)
    }
}

#[cfg(not(debug_assertions))]
impl<A, B, R, O: FnOnce(A, B) -> R + Copy> RunBody<A, B, R> for O {
    #[inline(always)]
    fn run__rust_end_short_backtrace(self, args: A, body: B) -> R
    where
        B: FnOnce(A) -> R,
    {
        self(args, body)
    }
}
