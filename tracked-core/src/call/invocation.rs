//! An annotated function as the runtime sees it: its arguments and its body, each behind a table of one function, so
//! that little is compiled for each.
//!
//! The arguments are apart from the body, so that what tells of them is compiled once for all functions that have the
//! same ones. What is compiled for each function goes without most of the standard library's helpers for the same
//! reason: they are generic too.

#![allow(
    clippy::ref_option,
    reason = "a helper of the standard library is one more function for each annotated one"
)]

use std::cell::Cell;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::call::place::Place;
use crate::field::facts::Facts;
use crate::outcome::classify::{Kind, Outcome};

/// Whoever can tell of a call.
pub(crate) trait Teller {
    fn tell(&self, facts: &mut dyn Facts);
}

/// The arguments, and what is told of them.
pub(crate) struct Given<'a, A, F> {
    pub(crate) args: &'a A,
    pub(crate) facts: F,
}

impl<A, F: Fn(&A, &mut dyn Facts)> Teller for Given<'_, A, F> {
    fn tell(&self, facts: &mut dyn Facts) {
        (self.facts)(self.args, facts);
    }
}

/// What can be told once.
pub(crate) struct Once<F>(pub(crate) Cell<Option<F>>);

impl<F: FnOnce(&mut dyn Facts)> Teller for Once<F> {
    fn tell(&self, facts: &mut dyn Facts) {
        if let Some(tell) = self.0.take() {
            tell(facts);
        }
    }
}

/// What the user wrote.
pub(crate) trait Body {
    /// Runs it, or polls it. Who asks gets the `outcome` put down, if it came to an end: a value that was returned would
    /// be copied on its way out of `catch_unwind`.
    fn run<'a>(&'a mut self, outcome: Option<&mut Option<Outcome<'a>>>);
}

/// A body that is run once.
pub(crate) struct Run<A, R, K, P, B> {
    pub(crate) body: Option<(A, B)>,
    pub(crate) kind: K,
    pub(crate) place: P,
    pub(crate) value: Option<R>,
}

impl<A, R, K, P, B> Body for Run<A, R, K, P, B>
where
    K: Kind<R>,
    P: Place,
    B: FnOnce(A) -> R,
{
    fn run<'a>(&'a mut self, outcome: Option<&mut Option<Outcome<'a>>>) {
        if let Some((args, body)) = self.body.take() {
            self.value = Some(self.place.run(args, body));
        }
        look(self.kind, &self.value, outcome);
    }
}

/// A future that is polled.
pub(crate) struct Polled<'a, 'cx, F: Future, K> {
    pub(crate) body: Pin<&'a mut F>,
    pub(crate) cx: &'a mut Context<'cx>,
    pub(crate) kind: K,
    pub(crate) value: Option<F::Output>,
}

impl<F: Future, K: Kind<F::Output>> Body for Polled<'_, '_, F, K> {
    fn run<'a>(&'a mut self, outcome: Option<&mut Option<Outcome<'a>>>) {
        if let Poll::Ready(value) = self.body.as_mut().poll(self.cx) {
            self.value = Some(value);
        }
        look(self.kind, &self.value, outcome);
    }
}

fn look<'a, R, K>(kind: K, value: &'a Option<R>, outcome: Option<&mut Option<Outcome<'a>>>)
where
    K: Kind<R>,
{
    if let (Some(value), Some(outcome)) = (value, outcome) {
        *outcome = Some(Outcome::of(kind, value));
    }
}

/// The value of a body that has run.
pub(crate) fn the<R>(value: Option<R>) -> R {
    match value {
        Some(value) => value,
        None => no_value(),
    }
}

#[cold]
fn no_value() -> ! {
    unreachable!("the body has returned")
}
