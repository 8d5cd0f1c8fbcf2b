//! The future of a tracked call.

use std::pin::Pin;
use std::task::{Context, Poll};

use crate::call::entry::poll_on;
use crate::call::lifecycle::cancel;
use crate::call::open::Noted;
use crate::call::pin::project;
use crate::callsite::IS_COMPILED_OUT;
use crate::outcome::classify::Kind;

/// A body that is polled as one call.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Tracked<F, K> {
    // Dropped in this order: what the body drops is told before its own end.
    pub(crate) body: F,
    pub(crate) pending: Pending,
    pub(crate) kind: K,
}

/// A call that ends by being cancelled, unless it is taken out before.
pub(crate) struct Pending(Noted);

impl Drop for Pending {
    #[inline]
    fn drop(&mut self) {
        if let (false, Some(opened)) = (IS_COMPILED_OUT, self.0.get()) {
            cancel(opened);
        }
    }
}

impl<F, K> Tracked<F, K> {
    #[inline]
    pub(crate) fn new(noted: Noted, kind: K, body: F) -> Self {
        Tracked {
            body,
            pending: Pending(noted),
            kind,
        }
    }
}

impl<F: Future, K: Kind<F::Output>> Future for Tracked<F, K> {
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let (body, pending, kind) = project(self);
        if IS_COMPILED_OUT || pending.0.get().is_none() {
            return body.poll(cx);
        }
        poll_on(body, cx, kind, &mut pending.0)
    }
}
