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
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::field::value::Visit;
use crate::outcome::{ClassifyFn, Outcome};

/// Calls `visit` with the values of the arguments.
pub type RecordFn<A> = fn(&A, &mut Visit<'_>);

/// A body with its arguments.
pub trait Invocation<R> {
    /// Records the arguments.
    fn record(&self, visit: &mut Visit<'_>);

    /// Runs the body, once.
    fn run(&self) -> R;
}

/// An invocation whose arguments and body are `Copy`. The arguments are recorded each time a logger reads the values.
pub(super) struct Lazy<A, B> {
    pub(super) args: A,
    pub(super) record: RecordFn<A>,
    pub(super) body: B,
}

impl<A: Copy, R, B: FnOnce(A) -> R + Copy> Invocation<R> for Lazy<A, B> {
    fn record(&self, visit: &mut Visit<'_>) {
        (self.record)(&self.args, visit);
    }

    fn run(&self) -> R {
        run_outlined(self.args, self.body)
    }
}

/// A [`Lazy`] invocation whose body is not `Copy`, because it captures a mutable reference or a value.
pub(super) struct LazyOnce<A, B> {
    pub(super) args: A,
    pub(super) record: RecordFn<A>,
    pub(super) body: Cell<Option<B>>,
}

impl<A: Copy, R, B: FnOnce(A) -> R> Invocation<R> for LazyOnce<A, B> {
    fn record(&self, visit: &mut Visit<'_>) {
        (self.record)(&self.args, visit);
    }

    fn run(&self) -> R {
        match self.body.replace(None) {
            Some(body) => run_outlined(self.args, body),
            None => already_run(),
        }
    }
}

/// The body may consume its arguments, so they are recorded before it runs.
pub(super) struct Once<A, B> {
    pub(super) parts: Cell<Option<(A, B)>>,
    pub(super) record: RecordFn<A>,
}

impl<A, R, B: FnOnce(A) -> R> Invocation<R> for Once<A, B> {
    fn record(&self, visit: &mut Visit<'_>) {
        let parts = self.parts.replace(None);
        if let Some((args, _)) = &parts {
            (self.record)(args, visit);
        }
        self.parts.set(parts);
    }

    fn run(&self) -> R {
        match self.parts.replace(None) {
            Some((args, body)) => run_outlined(args, body),
            None => already_run(),
        }
    }
}

#[cold]
fn already_run() -> ! {
    unreachable!("a body is run once")
}

/// Runs a body that must not be inlined. Without optimizations nothing is inlined, so this function itself is.
#[cfg_attr(debug_assertions, inline(always))]
#[cfg_attr(not(debug_assertions), inline(never))]
pub(super) fn run_outlined<A, R, B: FnOnce(A) -> R>(args: A, body: B) -> R {
    body(args)
}

/// One run of a body, or one poll.
pub(super) trait Step {
    fn run(&mut self);
    /// The outcome, or `None` if the body has not returned.
    fn outcome(&self) -> Option<Outcome<'_>>;
}

/// A body that is run once.
pub(super) struct RunStep<'a, R> {
    pub(super) invocation: &'a dyn Invocation<R>,
    pub(super) classify: ClassifyFn<R>,
    pub(super) value: Option<R>,
}

impl<R> Step for RunStep<'_, R> {
    fn run(&mut self) {
        self.value = Some(self.invocation.run());
    }

    fn outcome(&self) -> Option<Outcome<'_>> {
        self.value.as_ref().map(self.classify)
    }
}

/// A poll of a future.
pub(super) struct PollStep<'a, 'cx, F: Future> {
    pub(super) body: Pin<&'a mut F>,
    pub(super) cx: &'a mut Context<'cx>,
    pub(super) classify: ClassifyFn<F::Output>,
    pub(super) value: Option<F::Output>,
}

impl<F: Future> Step for PollStep<'_, '_, F> {
    fn run(&mut self) {
        if let Poll::Ready(value) = self.body.as_mut().poll(self.cx) {
            self.value = Some(value);
        }
    }

    fn outcome(&self) -> Option<Outcome<'_>> {
        self.value.as_ref().map(self.classify)
    }
}

/// The value of a body that has returned.
pub(super) fn expect_value<R>(value: Option<R>) -> R {
    match value {
        Some(value) => value,
        None => unreachable!("the body has returned"),
    }
}
