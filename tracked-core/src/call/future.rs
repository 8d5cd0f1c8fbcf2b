//! A call that is a future.

use std::fmt;
use std::mem::ManuallyDrop;
use std::pin::Pin;

use super::captured_call::CapturedCall;
use crate::outcome::ClassifyFn;

/// A future that is a call: it starts at the first poll, and ends when the future completes or is dropped.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Tracked<F, T> {
    body: ManuallyDrop<F>,
    call: ManuallyDrop<CapturedCall>,
    classify: ClassifyFn<T>,
}

impl<F, T> Tracked<F, T> {
    #[inline]
    pub(super) fn new(call: CapturedCall, body: F, classify: ClassifyFn<T>) -> Self {
        Tracked {
            body: ManuallyDrop::new(body),
            call: ManuallyDrop::new(call),
            classify,
        }
    }

    /// The pinned body and the other fields, which are not pinned.
    #[allow(
        unsafe_code,
        reason = "a safe projection allocates for each future, or is a dependency of every library that annotates"
    )]
    fn project(self: Pin<&mut Self>) -> (Pin<&mut F>, &mut CapturedCall, ClassifyFn<T>) {
        // SAFETY: nothing is moved out of `self` here, and all access to `body` is pinned: `Tracked` drops `body`
        // in place, it is `Unpin` only if `F` is, and no other code takes `&mut` of that field.
        unsafe {
            let Tracked {
                body,
                call,
                classify,
            } = self.get_unchecked_mut();
            (Pin::new_unchecked(&mut **body), call, *classify)
        }
    }
}

impl<F, T> Drop for Tracked<F, T> {
    #[inline]
    #[allow(
        unsafe_code,
        reason = "fields that are dropped by themselves would ask once more whether there is a call"
    )]
    fn drop(&mut self) {
        // SAFETY: nothing uses `self` later, and the body is dropped in its place.
        unsafe {
            let mut call = ManuallyDrop::take(&mut self.call);
            call.enter_to_drop();
            // Before the call, because what the body drops is part of it.
            ManuallyDrop::drop(&mut self.body);
        }
    }
}

/// A clone is the user's future, and not the call.
impl<F: Clone, T> Clone for Tracked<F, T> {
    fn clone(&self) -> Self {
        Tracked::new(CapturedCall::default(), F::clone(&self.body), self.classify)
    }
}

impl<F: fmt::Debug, T> fmt::Debug for Tracked<F, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (*self.body).fmt(f)
    }
}

/// The outermost frames of the runtime on the stack of a poll. The functions are not in the module of [`Tracked`],
/// so that the path of this type does not contain the name.
mod __rust_end_short_backtrace {
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use super::Tracked;
    use crate::call::captured_call::CapturedCall;
    use crate::call::step::PollStep;
    use crate::callsite::IS_COMPILED_OUT;
    use crate::outcome::ClassifyFn;

    impl<F: Future> Future for Tracked<F, F::Output> {
        type Output = F::Output;

        #[inline]
        fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
            let (body, call, classify) = self.project();
            if IS_COMPILED_OUT || call.is_none() {
                return body.poll(cx);
            }
            poll_enabled(body, cx, call, classify)
        }
    }

    /// Polls a body as a call, once for all futures that resolve to the same type.
    #[cold]
    #[inline(never)]
    fn poll_enabled<T>(
        body: Pin<&mut (dyn Future<Output = T> + '_)>,
        cx: &mut Context<'_>,
        call: &mut CapturedCall,
        classify: ClassifyFn<T>,
    ) -> Poll<T> {
        let mut step = PollStep {
            body,
            cx,
            classify,
            value: None,
        };
        call.poll(&mut step);
        match step.value {
            Some(value) => Poll::Ready(value),
            None => Poll::Pending,
        }
    }
}
