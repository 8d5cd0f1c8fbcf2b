//! Functions that may return a boxed future: then the future is the call, and not the function that creates it.

#![forbid(unsafe_code)]

use std::pin::Pin;

use super::future::Tracked;
use super::invocation::Invocation;
use super::open::Open;
use crate::outcome::ClassifyFn;
use crate::outcome::classify::Probe;

/// What a function returns: a value, with its [`ClassifyFn`], or a [`BoxedFuture`].
pub trait Returns<R>: Copy {
    /// The classification of the value, unless it is a future.
    fn as_value(self) -> Option<ClassifyFn<R>>;

    /// Runs the body as an open call.
    fn run(self, open: Open, body: &dyn Invocation<R>) -> R;
}

impl<R> Returns<R> for ClassifyFn<R> {
    #[inline]
    fn as_value(self) -> Option<ClassifyFn<R>> {
        Some(self)
    }

    fn run(self, open: Open, body: &dyn Invocation<R>) -> R {
        open.run_enabled(body, self)
    }
}

/// A boxed future, with the classification of its output.
pub struct BoxedFuture<T>(pub ClassifyFn<T>);

impl<T> Clone for BoxedFuture<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for BoxedFuture<T> {}

/// Finds the output of a boxed future: `Probe::<R>::NEW.__tracked_output()`.
///
/// A boxed future has inherent methods of the same names, which are preferred.
pub trait ReturnsValue<R>: Sized {
    fn __tracked_output(&self) -> Probe<R>;
    fn __tracked_returns(&self, classify: ClassifyFn<R>) -> ClassifyFn<R>;
}

impl<R> ReturnsValue<R> for Probe<R> {
    #[inline]
    fn __tracked_output(&self) -> Probe<R> {
        Probe::NEW
    }

    #[inline]
    fn __tracked_returns(&self, classify: ClassifyFn<R>) -> ClassifyFn<R> {
        classify
    }
}

macro_rules! boxed_futures {
    ($($future:ty)*) => {$(
        impl<'a, T: 'a> Returns<Pin<Box<$future>>> for BoxedFuture<T> {
            #[inline]
            fn as_value(self) -> Option<ClassifyFn<Pin<Box<$future>>>> {
                None
            }

            fn run(self, open: Open, body: &dyn Invocation<Pin<Box<$future>>>) -> Pin<Box<$future>> {
                let future = open.create(body);
                Box::pin(Tracked::new(open, future, self.0))
            }
        }

        impl<'a, T> Probe<Pin<Box<$future>>> {
            #[inline]
            pub fn __tracked_output(&self) -> Probe<T> {
                Probe::NEW
            }

            #[inline]
            pub fn __tracked_returns(&self, classify: ClassifyFn<T>) -> BoxedFuture<T> {
                BoxedFuture(classify)
            }
        }
    )*};
}

boxed_futures! {
    dyn Future<Output = T> + 'a
    dyn Future<Output = T> + Send + 'a
    dyn Future<Output = T> + Send + Sync + 'a
}
