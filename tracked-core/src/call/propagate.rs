//! What `?` does, for bodies that stay in place: the error that the function returns is seen after its conversion.
//!
//! The traits of the standard library are unstable. These have the same implementations, so that types are inferred in
//! the same way.

use std::convert::Infallible;
use std::ops::ControlFlow;
use std::task::Poll;

/// A value that `?` may be applied to.
#[diagnostic::on_unimplemented(
    message = "the `?` operator can only be applied to values that implement `Try`",
    label = "the `?` operator cannot be applied to type `{Self}`"
)]
pub trait Branch {
    type Value;
    /// What is left if there is no value.
    type Residual;
    fn branch(self) -> ControlFlow<Self::Residual, Self::Value>;
}

/// A value that a function with `?` may return.
#[diagnostic::on_unimplemented(
    message = "`?` couldn't convert the value to `{Self}`",
    label = "this function should return a type that the value of `?` can be converted to"
)]
pub trait FromResidual<R> {
    #[track_caller]
    fn from_residual(residual: R) -> Self;
}

macro_rules! branches {
    ($([$($generics:ident),*] $from:ty => $value:ty, $residual:ty { $($arm:tt)* })*) => {$(
        impl<$($generics),*> Branch for $from {
            type Value = $value;
            type Residual = $residual;

            #[inline]
            fn branch(self) -> ControlFlow<$residual, $value> {
                match self { $($arm)* }
            }
        }
    )*};
}

branches! {
    [T, E] Result<T, E> => T, Result<Infallible, E> {
        Ok(value) => ControlFlow::Continue(value),
        Err(error) => ControlFlow::Break(Err(error)),
    }
    [T] Option<T> => T, Option<Infallible> {
        Some(value) => ControlFlow::Continue(value),
        None => ControlFlow::Break(None),
    }
    [B, C] ControlFlow<B, C> => C, ControlFlow<B, Infallible> {
        ControlFlow::Continue(value) => ControlFlow::Continue(value),
        ControlFlow::Break(value) => ControlFlow::Break(ControlFlow::Break(value)),
    }
    [T, E] Poll<Result<T, E>> => Poll<T>, Result<Infallible, E> {
        Poll::Ready(Ok(value)) => ControlFlow::Continue(Poll::Ready(value)),
        Poll::Ready(Err(error)) => ControlFlow::Break(Err(error)),
        Poll::Pending => ControlFlow::Continue(Poll::Pending),
    }
    [T, E] Poll<Option<Result<T, E>>> => Poll<Option<T>>, Result<Infallible, E> {
        Poll::Ready(Some(Ok(value))) => ControlFlow::Continue(Poll::Ready(Some(value))),
        Poll::Ready(Some(Err(error))) => ControlFlow::Break(Err(error)),
        Poll::Ready(None) => ControlFlow::Continue(Poll::Ready(None)),
        Poll::Pending => ControlFlow::Continue(Poll::Pending),
    }
}

macro_rules! residuals {
    ($([$($generics:tt)*] $residual:ty => $to:ty { $arm:pat => $value:expr })*) => {$(
        impl<$($generics)*> FromResidual<$residual> for $to {
            #[inline]
            fn from_residual(residual: $residual) -> Self {
                match residual { $arm => $value }
            }
        }
    )*};
}

residuals! {
    [T, E, F: From<E>] Result<Infallible, E> => Result<T, F> { Err(error) => Err(F::from(error)) }
    [T, E, F: From<E>] Result<Infallible, E> => Poll<Result<T, F>> {
        Err(error) => Poll::Ready(Err(F::from(error)))
    }
    [T, E, F: From<E>] Result<Infallible, E> => Poll<Option<Result<T, F>>> {
        Err(error) => Poll::Ready(Some(Err(F::from(error))))
    }
    [T] Option<Infallible> => Option<T> { None => None }
    [B, C] ControlFlow<B, Infallible> => ControlFlow<B, C> {
        ControlFlow::Break(value) => ControlFlow::Break(value)
    }
}
