//! An annotated function as the runtime sees it: behind one table of functions, so that little is compiled for each.

use super::facts::Facts;
use super::kind::{Kind, Outcome};

/// The user's part of a call.
pub(crate) trait Body {
    /// Tells of the arguments, where they are still as they were.
    fn tell(&self, facts: &mut dyn Facts);

    /// Runs what the user wrote, or polls it.
    fn run(&mut self);

    /// What came of it, if it came to an end.
    fn outcome(&self) -> Option<Outcome<'_>>;
}

/// What each annotated function is compiled with.
pub(crate) struct Frame<R, K, T, B> {
    pub(crate) kind: K,
    pub(crate) tell: T,
    pub(crate) body: Option<B>,
    pub(crate) value: Option<R>,
}

impl<R, K, T, B> Frame<R, K, T, B> {
    /// The value, once the body has run.
    pub(crate) fn into_value(self) -> R {
        match self.value {
            Some(value) => value,
            None => unreachable!("the body has returned"),
        }
    }
}

impl<R, K, T, B> Body for Frame<R, K, T, B>
where
    K: Kind<R>,
    T: Fn(&mut dyn Facts),
    B: FnOnce() -> Option<R>,
{
    fn tell(&self, facts: &mut dyn Facts) {
        (self.tell)(facts);
    }

    fn run(&mut self) {
        self.value = self.body.take().and_then(|body| body());
    }

    fn outcome(&self) -> Option<Outcome<'_>> {
        self.value
            .as_ref()
            .map(|value| Outcome::of(self.kind, value))
    }
}
