//! One run of a body, or one poll: the innermost frames of the runtime on the stack of a body.

#![forbid(unsafe_code)]

use std::pin::Pin;
use std::task::{Context, Poll};

use super::invocation::Invocation;
use crate::outcome::{ClassifyFn, Outcome};

/// One run of a body, or one poll.
pub(super) trait Step {
    fn run__rust_begin_short_backtrace(&mut self);
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
    fn run__rust_begin_short_backtrace(&mut self) {
        self.value = Some(self.invocation.run__rust_end_short_backtrace());
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
    fn run__rust_begin_short_backtrace(&mut self) {
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
