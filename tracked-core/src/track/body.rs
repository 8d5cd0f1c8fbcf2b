//! An annotated function as the runtime sees it: behind a table of three functions, so that little is compiled for each.
//!
//! What is compiled for each does without the standard library's helpers for the same reason: they are generic too.

#![allow(
    clippy::manual_map,
    clippy::ref_option,
    reason = "a helper of the standard library is one more function for each annotated one"
)]

use std::marker::PhantomData;

use super::facts::Facts;
use super::kind::{Kind, Outcome};
use super::place::Place;

/// The user's part of a call.
pub(crate) trait Body {
    /// Tells of the arguments, where they are still as they were.
    fn tell(&self, facts: &mut dyn Facts);

    /// Runs what the user wrote, or polls it.
    fn run(&mut self);

    /// What came of it, if it came to an end.
    fn outcome(&self) -> Option<Outcome<'_>>;
}

/// A body whose arguments are `Copy`.
pub(crate) struct Live<A, F, R, K, P, B> {
    pub(crate) args: A,
    pub(crate) facts: F,
    pub(crate) kind: K,
    pub(crate) place: PhantomData<P>,
    pub(crate) body: Option<B>,
    pub(crate) value: Option<R>,
}

impl<A, F, R, K, P, B> Body for Live<A, F, R, K, P, B>
where
    A: Copy,
    F: Fn(&A, &mut dyn Facts) + Copy,
    K: Kind<R>,
    P: Place,
    B: FnOnce(A) -> R,
{
    fn tell(&self, facts: &mut dyn Facts) {
        (self.facts)(&self.args, facts);
    }

    fn run(&mut self) {
        if let Some(body) = self.body.take() {
            self.value = Some(P::run(self.args, body));
        }
    }

    fn outcome(&self) -> Option<Outcome<'_>> {
        outcome(self.kind, &self.value)
    }
}

/// A body that owns what it needs, and of which there is nothing to tell any more.
pub(crate) struct Spent<R, K, B> {
    pub(crate) kind: K,
    pub(crate) body: Option<B>,
    pub(crate) value: Option<R>,
}

impl<R, K, B> Body for Spent<R, K, B>
where
    K: Kind<R>,
    B: FnOnce() -> Option<R>,
{
    fn tell(&self, _: &mut dyn Facts) {}

    fn run(&mut self) {
        if let Some(body) = self.body.take() {
            self.value = body();
        }
    }

    fn outcome(&self) -> Option<Outcome<'_>> {
        outcome(self.kind, &self.value)
    }
}

fn outcome<R, K: Kind<R>>(kind: K, value: &Option<R>) -> Option<Outcome<'_>> {
    match value {
        Some(value) => Some(Outcome::of(kind, value)),
        None => None,
    }
}

/// The value of a body that has run.
pub(crate) fn the<R>(value: Option<R>) -> R {
    match value {
        Some(value) => value,
        None => unreachable!("the body has returned"),
    }
}
