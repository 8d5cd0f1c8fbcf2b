//! A call that is a future.

use std::fmt;
use std::marker::PhantomData;
use std::mem::{self, ManuallyDrop};
use std::pin::Pin;

use super::captured_call::CapturedCall;
use crate::outcome::ClassifyFn;

/// A future that is a call: it starts at the first poll, and ends when the future completes or is dropped.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Tracked<F> {
    body: ManuallyDrop<F>,
    call: ManuallyDrop<CapturedCall>,
    /// A `ClassifyFn<F::Output>`. If the type named the output, it could not live longer than the output, as the body
    /// may.
    classify: fn(),
    /// Another lifetime in `F` would be another output.
    invariant: PhantomData<fn(F) -> F>,
}

impl<F> Tracked<F> {
    #[inline]
    #[allow(
        unsafe_code,
        reason = "a type parameter for the output would bound the lifetime of the future"
    )]
    pub(super) fn new(call: CapturedCall, body: F, classify: ClassifyFn<F::Output>) -> Self
    where
        F: Future,
    {
        Tracked {
            body: ManuallyDrop::new(body),
            call: ManuallyDrop::new(call),
            // SAFETY: both are function pointers, and only `classify` uses this one.
            classify: unsafe { mem::transmute::<ClassifyFn<F::Output>, fn()>(classify) },
            invariant: PhantomData,
        }
    }

    #[allow(unsafe_code, reason = "see `new`")]
    fn classify(&self) -> ClassifyFn<F::Output>
    where
        F: Future,
    {
        // SAFETY: `new` made it from a pointer of this type. `F` is invariant, so that it is the same type.
        unsafe { mem::transmute::<fn(), ClassifyFn<F::Output>>(self.classify) }
    }

    /// The pinned body and the call, which is not pinned.
    #[allow(
        unsafe_code,
        reason = "a safe projection allocates for each future, or is a dependency of every library that annotates"
    )]
    fn project(self: Pin<&mut Self>) -> (Pin<&mut F>, &mut CapturedCall) {
        // SAFETY: nothing is moved out of `self` here, and all access to `body` is pinned: `Tracked` drops `body`
        // in place, it is `Unpin` only if `F` is, and no other code takes `&mut` of that field.
        unsafe {
            let Tracked { body, call, .. } = self.get_unchecked_mut();
            (Pin::new_unchecked(&mut **body), call)
        }
    }
}

impl<F> Drop for Tracked<F> {
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
impl<F: Clone> Clone for Tracked<F> {
    fn clone(&self) -> Self {
        Tracked {
            body: self.body.clone(),
            call: ManuallyDrop::default(),
            classify: self.classify,
            invariant: PhantomData,
        }
    }
}

impl<F: fmt::Debug> fmt::Debug for Tracked<F> {
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

    impl<F: Future> Future for Tracked<F> {
        type Output = F::Output;

        #[inline]
        fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
            let classify = self.classify();
            let (body, call) = self.project();
            if IS_COMPILED_OUT || call.is_none() {
                return body.poll(cx);
            }
            poll_enabled__rust_end_short_backtrace(body, cx, call, classify)
        }
    }

    /// Polls a body as a call, once for all futures that resolve to the same type.
    #[cold]
    #[inline(never)]
    fn poll_enabled__rust_end_short_backtrace<T>(
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
