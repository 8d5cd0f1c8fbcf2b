//! Functions that may return a boxed future. If a function does, the future is the call.

#![forbid(unsafe_code)]

use std::pin::Pin;

use super::captured_call::CapturedCall;
use super::future::Tracked;
use super::invocation::Invocation;
use crate::outcome::classify::{ANY, Careful, NO_RESULT, Probe};
use crate::outcome::{ClassifyFn, returned};

/// The kind of value that a function returns: a [`ClassifyFn`] for a plain value, or a [`BoxedFuture`].
pub trait ReturnTracking<R>: Copy {
    /// The classification of the value, unless it is a future.
    fn as_value(self) -> Option<ClassifyFn<R>>;

    /// Runs the body as a captured call.
    fn run__rust_end_short_backtrace(self, call: CapturedCall, body: &dyn Invocation<R>) -> R;
}

/// Coerces the future of a call to the type that the function returns.
type CoerceFn<R> = fn(Pin<Box<Tracked<R>>>) -> R;

/// A boxed future with an output of type `T`.
pub struct BoxedFuture<R, T> {
    classify: ClassifyFn<T>,
    coerce: CoerceFn<R>,
}

impl<R, T> Clone for BoxedFuture<R, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R, T> Copy for BoxedFuture<R, T> {}

/// The outermost frames of the runtime on the stack of a body.
mod __rust_end_short_backtrace {
    use super::{BoxedFuture, ReturnTracking};
    use crate::call::captured_call::CapturedCall;
    use crate::call::future::Tracked;
    use crate::call::invocation::Invocation;
    use crate::outcome::ClassifyFn;

    impl<R> ReturnTracking<R> for ClassifyFn<R> {
        #[inline]
        fn as_value(self) -> Option<ClassifyFn<R>> {
            Some(self)
        }

        fn run__rust_end_short_backtrace(self, call: CapturedCall, body: &dyn Invocation<R>) -> R {
            call.run_enabled__rust_end_short_backtrace(body, self)
        }
    }

    impl<R: Future<Output = T>, T> ReturnTracking<R> for BoxedFuture<R, T> {
        #[inline]
        fn as_value(self) -> Option<ClassifyFn<R>> {
            None
        }

        fn run__rust_end_short_backtrace(self, call: CapturedCall, body: &dyn Invocation<R>) -> R {
            let future = call.run_creator__rust_end_short_backtrace(body);
            (self.coerce)(Box::pin(Tracked::new(call, future, self.classify)))
        }
    }
}

/// Finds out whether the future that a function returns can be the call: `Probe::<R>::ANY.__tracked_returns(…)`. The
/// methods here are those of a value that cannot; for a future, the probe has methods of the same names in the row before.
///
/// The call contains the user's box, whose type names the output, so that the output must live as long as the box. The
/// compiler would report that it does not too late to choose otherwise. An output that is `Unpin` contains no type
/// parameter, unless in a box.
impl<R, K> Probe<R, K, NO_RESULT> {
    #[inline]
    pub fn __tracked_output(&self) -> Probe<R, K, ANY> {
        Probe::ASK
    }

    #[inline]
    pub fn __tracked_returns(&self, classify: ClassifyFn<R>) -> ClassifyFn<R> {
        classify
    }

    #[inline]
    pub fn __tracked_boxed<C>(&self, _: C, _: fn(R) -> R) -> ClassifyFn<R> {
        returned
    }
}

/// Whether an output lives as long as the box, by a type `for<'x> fn(&'x ()) -> T`, in which `'x` replaces each lifetime
/// that may be shorter.
pub trait OutlivesBox<T> {}

impl<T, V> OutlivesBox<T> for fn(&()) -> V {}

impl<T: Unpin, K: OutlivesBox<T>, A: Unpin> OutlivesBox<T> for Careful<K, A> {}

impl<F: Future<Output = T> + ?Sized, T, K: OutlivesBox<T>> Probe<Pin<Box<F>>, K, ANY> {
    #[inline]
    pub fn __tracked_boxed(
        &self,
        classify: impl Into<ClassifyFn<T>>,
        coerce: CoerceFn<Pin<Box<F>>>,
    ) -> BoxedFuture<Pin<Box<F>>, T> {
        BoxedFuture {
            classify: classify.into(),
            coerce,
        }
    }
}

macro_rules! boxed_futures {
    ($($future:ty)*) => {$(
        impl<'a, T: Unpin, K> Probe<Pin<Box<$future>>, K, ANY> {
            #[inline]
            pub fn __tracked_output(&self) -> Probe<T, K, ANY> {
                Probe::ASK
            }

            #[inline]
            pub fn __tracked_returns(
                &self,
                classify: ClassifyFn<T>,
            ) -> BoxedFuture<Pin<Box<$future>>, T>
            where
                T: 'a,
            {
                BoxedFuture {
                    classify,
                    coerce: |future| future,
                }
            }
        }
    )*};
}

boxed_futures! {
    dyn Future<Output = T> + 'a
    dyn Future<Output = T> + Send + 'a
    dyn Future<Output = T> + Sync + 'a
    dyn Future<Output = T> + Send + Sync + 'a
    dyn Future<Output = T> + Unpin + 'a
    dyn Future<Output = T> + Send + Unpin + 'a
}
