//! The future of a tracked call.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Instant;

use super::call::{Call, Polls};
use super::kind::Kind;
use super::pin::project;

/// A body that is polled as one call.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Tracked<F, K> {
    // Dropped in this order: what the body drops is told before its own end.
    pub(crate) body: F,
    pub(crate) pending: Pending,
    pub(crate) kind: K,
}

/// A call that ends by being cancelled, unless it is taken out before.
pub(crate) struct Pending(Option<Box<Call>>);

impl Drop for Pending {
    #[inline]
    fn drop(&mut self) {
        if let Some(call) = &self.0 {
            call.cancelled();
        }
    }
}

impl<F, K> Tracked<F, K> {
    #[inline]
    pub(crate) fn new(call: Option<Box<Call>>, kind: K, body: F) -> Self {
        Tracked {
            body,
            pending: Pending(call),
            kind,
        }
    }
}

impl<F: Future, K: Kind<F::Output>> Future for Tracked<F, K> {
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let (body, pending, kind) = project(self);
        match &mut pending.0 {
            None => body.poll(cx),
            Some(_) => poll_on(body, pending, kind, cx),
        }
    }
}

#[cold]
#[inline(never)]
fn poll_on<F: Future, K: Kind<F::Output>>(
    body: Pin<&mut F>,
    pending: &mut Pending,
    kind: K,
    cx: &mut Context<'_>,
) -> Poll<F::Output> {
    let Some(call) = &mut pending.0 else {
        return body.poll(cx);
    };
    let span = call.span().unwrap_or_else(|| call.begin());
    let start = Instant::now();
    let entered = span.enter();
    let result = catch_unwind(AssertUnwindSafe(|| body.poll(cx)));
    drop(entered);
    let polls = call.polls.get_or_insert_with(Polls::default);
    polls.busy += start.elapsed();
    polls.suspended |= matches!(result, Ok(Poll::Pending));
    match result {
        Ok(poll) => {
            let value = ready!(poll);
            call.returned(call.look_at(kind, &value));
            pending.0 = None;
            Poll::Ready(value)
        }
        Err(payload) => {
            call.panicked(Some(&*payload));
            pending.0 = None;
            resume_unwind(payload)
        }
    }
}
