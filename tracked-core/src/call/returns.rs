//! Functions that may return a future. If a function does, the future is the call.

#![forbid(unsafe_code)]
#![allow(
    clippy::inline_always,
    reason = "the fronts become part of the annotated functions"
)]

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::captured_call::CapturedCall;
use super::future::Tracked;
use super::invocation::{Invocation, Run};
use crate::outcome::classify::{Careful, Probe};
use crate::outcome::{ClassifyFn, returned};

/// The kind of value that a function returns: a [`ClassifyFn`] for a plain value, or a [`BoxedFuture`].
pub trait ReturnTracking<R>: Copy {
    /// The classification of the value, unless it is a future.
    fn as_value(self) -> Option<ClassifyFn<R>>;

    /// Runs the body as a captured call.
    fn run(self, call: CapturedCall, body: &dyn Invocation<R>) -> R;
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

        fn run(self, call: CapturedCall, body: &dyn Invocation<R>) -> R {
            call.run_enabled(body, self)
        }
    }

    impl<R: Future<Output = T>, T> ReturnTracking<R> for BoxedFuture<R, T> {
        #[inline]
        fn as_value(self) -> Option<ClassifyFn<R>> {
            None
        }

        fn run(self, call: CapturedCall, body: &dyn Invocation<R>) -> R {
            let future = call.run_creator(body);
            (self.coerce)(Box::pin(Tracked::new(call, future, self.classify)))
        }
    }
}

/// Finds out whether the future that a function returns can be the call: `Probe::<R>::NEW.__tracked_returns(…)`.
///
/// The call contains the user's box, whose type names the output, so that the output must live as long as the box. The
/// compiler would report that it does not too late to choose otherwise. An output that is `Unpin` contains no type
/// parameter, unless in a box.
///
/// For such an output the probe has inherent methods of the same names, which are preferred.
pub trait PlainReturn<R, K>: Sized {
    fn __tracked_output(&self) -> Probe<R, K>;
    fn __tracked_returns(&self, classify: ClassifyFn<R>) -> ClassifyFn<R>;
    fn __tracked_boxed<T>(&self, _: ClassifyFn<T>, coerce: fn(R) -> R) -> ClassifyFn<R>;
}

impl<R, K> PlainReturn<R, K> for Probe<R, K> {
    #[inline]
    fn __tracked_output(&self) -> Probe<R, K> {
        Probe::NEW
    }

    #[inline]
    fn __tracked_returns(&self, classify: ClassifyFn<R>) -> ClassifyFn<R> {
        classify
    }

    #[inline]
    fn __tracked_boxed<T>(&self, _: ClassifyFn<T>, _: fn(R) -> R) -> ClassifyFn<R> {
        returned
    }
}

/// Whether an output lives as long as the box, by a type `for<'x> fn(&'x ()) -> T`, in which `'x` replaces each lifetime
/// that may be shorter.
pub trait OutlivesBox<T> {}

impl<T, V> OutlivesBox<T> for fn(&()) -> V {}

impl<T: Unpin, K: OutlivesBox<T>, A: Unpin> OutlivesBox<T> for Careful<K, A> {}

impl<F: Future<Output = T> + ?Sized, T, K: OutlivesBox<T>> Probe<Pin<Box<F>>, K> {
    #[inline]
    pub fn __tracked_boxed(
        &self,
        classify: ClassifyFn<T>,
        coerce: CoerceFn<Pin<Box<F>>>,
    ) -> BoxedFuture<Pin<Box<F>>, T> {
        BoxedFuture { classify, coerce }
    }
}

macro_rules! boxed_futures {
    ($($future:ty)*) => {$(
        impl<'a, T: Unpin, K> Probe<Pin<Box<$future>>, K> {
            #[inline]
            pub fn __tracked_output(&self) -> Probe<T, K> {
                Probe::NEW
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

/// A future with every trait that the future of a call has if the user's future has it.
#[derive(Clone, Debug)]
pub struct AnyFuture;

impl Future for AnyFuture {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        unreachable!("only its type is used")
    }
}

/// Finds out whether the future of a call has the traits that a function declares: `impl Future + Send`. Generated code
/// implements the trait for a type with a parameter that has the bounds. If `AnyFuture` has them, the method is this one;
/// otherwise it is that of [`PlainOpaque`].
pub trait OpaqueFuture {
    /// Runs a body that creates a future. The future is the call. `T` is the declared output, with which the compiler
    /// compares that of the result.
    #[inline(always)]
    fn __tracked_future<A, F, B, T, O>(
        &self,
        call: CapturedCall,
        args: A,
        body: B,
        classify: ClassifyFn<F::Output>,
        run: O,
        _: PhantomData<T>,
    ) -> Tracked<F>
    where
        F: Future,
        B: FnOnce(A) -> F,
        O: Run<A, B, F>,
    {
        call.future(args, body, classify, run)
    }
}

/// See [`OpaqueFuture`].
pub trait PlainOpaque {
    /// Runs a body that creates a value. The creation is the call.
    #[inline(always)]
    fn __tracked_future<A, R, B, T, O>(
        &self,
        call: CapturedCall,
        args: A,
        body: B,
        _: ClassifyFn<T>,
        run: O,
        _: PhantomData<T>,
    ) -> R
    where
        B: FnOnce(A) -> R,
        O: Run<A, B, R>,
    {
        call.run(args, body, returned, run)
    }
}

impl<T> PlainOpaque for &T {}
