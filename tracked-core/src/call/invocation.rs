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

/// A body with its arguments.
pub trait Invocation<R> {
    /// Records the arguments.
    fn record(&self, visit: &mut Visit<'_>);

    /// Runs the body, once.
    fn run(&self) -> R;
}

/// An invocation whose arguments and body are `Copy`. The arguments are recorded each time a logger reads the values.
#[derive(Clone, Copy)]
pub(super) struct Lazy<A, V, B> {
    pub(super) args: A,
    pub(super) record: V,
    pub(super) body: B,
}

impl<A, R, V, B> Invocation<R> for Lazy<A, V, B>
where
    A: Copy,
    V: Fn(&A, &mut Visit<'_>),
    B: FnOnce(A) -> R + Copy,
{
    fn record(&self, visit: &mut Visit<'_>) {
        (self.record)(&self.args, visit);
    }

    fn run(&self) -> R {
        run_outlined(self.args, self.body)
    }
}

/// A [`Lazy`] invocation whose body is not `Copy`, because it captures a mutable reference or a value.
pub(super) struct LazyOnce<A, V, B> {
    pub(super) args: A,
    pub(super) record: V,
    pub(super) body: Cell<Option<B>>,
}

impl<A, R, V, B> Invocation<R> for LazyOnce<A, V, B>
where
    A: Copy,
    V: Fn(&A, &mut Visit<'_>),
    B: FnOnce(A) -> R,
{
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

/// An invocation whose body may consume its arguments. They are recorded before it runs.
pub(super) struct Once<A, V, B> {
    pub(super) parts: Cell<Option<(A, B)>>,
    pub(super) record: V,
}

impl<A, R, V, B> Invocation<R> for Once<A, V, B>
where
    V: Fn(&A, &mut Visit<'_>),
    B: FnOnce(A) -> R,
{
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
pub(super) struct PollStep<'a, 'cx, T> {
    pub(super) body: Pin<&'a mut (dyn Future<Output = T> + 'a)>,
    pub(super) cx: &'a mut Context<'cx>,
    pub(super) classify: ClassifyFn<T>,
    pub(super) value: Option<T>,
}

impl<T> Step for PollStep<'_, '_, T> {
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
