//! Chooses at compile time how values of a type are classified.
//!
//! `(&&&&&&&&&Probe::<R>::NEW).__tracked_classify()` asks the compiler: of the implementations of [`Classify`] whose
//! bounds hold, it takes the one whose receiver has the most references. The macros below write one reference more
//! than the receiver of the first row that they try, so they are next to the table.

use std::any::type_name;
use std::error::Error;
use std::fmt::{Debug, Display};
use std::marker::PhantomData;
use std::pin::Pin;

use super::{ClassifyFn, Failure, Outcome, returned};
use crate::field::value::Value;

/// A question about the type `R`. `K` is what is known about it.
pub struct Probe<R, K = Plain>(PhantomData<fn() -> (R, K)>);

impl<R, K> Probe<R, K> {
    pub const NEW: Self = Probe(PhantomData);
}

impl<R> Probe<R> {
    /// A question about the type of a value.
    #[inline]
    pub fn of(_: &R) -> Self {
        Self::NEW
    }
}

/// Whether it is known of an error that it implements `Error` for every lifetime if it does for one.
///
/// The compiler chooses an implementation without regard to lifetimes, and checks the lifetimes later. An error that
/// implements `Error` only for `'static` contents would then be a compile error.
///
/// What is known is `for<'x> fn(&'x ()) -> E`, in which `'x` replaces each lifetime, also one that the name of a type
/// hides. An error without `'x` is the same for each `'x`, so that it contains none.
pub trait HasAnyLifetime<E> {}

/// Of a type parameter, which hides no lifetime.
pub struct Plain;

impl<E> HasAnyLifetime<E> for Plain {}

impl<E> HasAnyLifetime<E> for fn(&()) -> E {}

/// Of the error of a type that may be an alias of a `Result`, by a type `for<'x> fn(&'x ()) -> R`.
pub struct OfResult<K>(PhantomData<K>);

impl<E, K> HasAnyLifetime<E> for OfResult<K> where
    K: for<'x> ReturnsFor<'x, Value: ErrorOf<Error = E>>
{
}

/// Of a type that may contain type parameters which the macro does not see: those of an `impl`. It is not known of a
/// type parameter that it is `Unpin`, `Send` and `Sync`, and so neither of a type that contains one. A box is `Unpin`
/// whatever it contains, so `A` has the arguments that the macro sees in the type.
///
/// Wrong if the parameter has all these bounds, or is boxed behind an alias: then the error may be a compile error.
/// Also wrong for an error that contains no parameter, but is not `Send`: its causes are not logged.
pub struct Careful<K, A = ()>(PhantomData<(K, A)>);

impl<E: Unpin + Send + Sync, K: HasAnyLifetime<E>, A: Unpin> HasAnyLifetime<E> for Careful<K, A> {}

/// The type that a function returns for a lifetime.
pub trait ReturnsFor<'x> {
    type Value;
}

impl<'x, R, F: FnOnce(&'x ()) -> R> ReturnsFor<'x> for F {
    type Value = R;
}

/// The error of a `Result`, or of a boxed future that resolves to one.
pub trait ErrorOf {
    type Error;
}

impl<T, E> ErrorOf for Result<T, E> {
    type Error = E;
}

impl<F: Future<Output: ErrorOf> + ?Sized> ErrorOf for Pin<Box<F>> {
    type Error = <F::Output as ErrorOf>::Error;
}

/// The answer: how values of a type are classified, and which part of one the option `ret` shows.
pub trait Classify {
    type Value;
    type Success;
    fn __tracked_classify(&self) -> ClassifyFn<Self::Value>;
    fn __tracked_success<'a>(&self, value: &'a Self::Value) -> Option<&'a Self::Success>;
}

/// The [`ClassifyFn`] of a type that is a `Result` only if it is an alias with the name of another type: a path, and no
/// call, which would cost time to compile and instructions. A `Result` has the inherent function.
pub trait ClassifyUnlikely<R> {
    #[inline]
    fn __tracked_unlikely(value: &R) -> Outcome<'_> {
        returned(value)
    }
}

impl<R> ClassifyUnlikely<R> for Probe<R> {}

impl<T, E> Probe<Result<T, E>> {
    #[inline]
    pub fn __tracked_unlikely(result: &Result<T, E>) -> Outcome<'_> {
        match result {
            Ok(_) => Outcome::Returned(None),
            Err(_) => Outcome::failed::<E>(Failure::OtherError(Value::TypeName(type_name::<E>()))),
        }
    }
}

/// The [`ClassifyFn`] of a type.
///
/// ```text
/// classify!(R)          by the first row of the table below that applies
/// classify!(R, K)       the same with what is known of its error: see `HasAnyLifetime`
/// classify!(@display R) an error by its `Display`, or by the rows after it
/// classify!(@debug R)   an error by its `Debug`, or by the name of its type
/// classify!(@name R)    an error by the name of its type
/// classify!(@error [PROBE]), classify!(@display [PROBE]) …
///                       the same for the type that a probe asks about
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __tracked_classify {
    ($ty:ty $(, $known:ty)?) => {{
        use $crate::__private::Classify as _;
        (&&&&&&&&&$crate::__private::Probe::<$ty $(, $known)?>::NEW).__tracked_classify()
    }};
    (@error [$probe:expr]) => { $crate::__tracked_classify!(@ask &&&&&&&&&$probe) };
    (@display [$probe:expr]) => { $crate::__tracked_classify!(@ask &&&&&$probe) };
    (@debug [$probe:expr]) => { $crate::__tracked_classify!(@ask &&&$probe) };
    (@name [$probe:expr]) => { $crate::__tracked_classify!(@ask &&$probe) };
    (@ask $probe:expr) => {{
        use $crate::__private::Classify as _;
        ($probe).__tracked_classify()
    }};
    (@$row:ident $ty:ty) => {
        $crate::__tracked_classify!(@$row [$crate::__private::Probe::<$ty>::NEW])
    };
}

/// The value in `Ok`; of a value that is no `Result`, the value itself.
#[doc(hidden)]
#[macro_export]
macro_rules! __tracked_success {
    ($value:expr) => {{
        use $crate::__private::Classify as _;
        (&&$crate::__private::Probe::of($value)).__tracked_success($value)
    }};
}

/// The table: the receiver, the type of the error, and the failure that an error is.
macro_rules! rows {
    ($([$($generics:tt)*] ($($refs:tt)*) $error:ty $(where $known:ident)? => |$e:ident| $failure:expr;)*) => {$(
        impl<$($generics)* T, K> Classify for $($refs)* Probe<Result<T, $error>, K>
        $(where K: $known<$error>)?
        {
            type Value = Result<T, $error>;
            type Success = T;
            #[inline]
            fn __tracked_classify(&self) -> ClassifyFn<Self::Value> {
                |result| match result {
                    Ok(_) => Outcome::Returned(None),
                    Err($e) => Outcome::failed::<$error>($failure),
                }
            }
            #[inline]
            fn __tracked_success<'a>(&self, value: &'a Self::Value) -> Option<&'a T> {
                value.as_ref().ok()
            }
        }
    )*};
}

rows! {
    [E: Error,] (&&&&&&&&) E where HasAnyLifetime => |error| Failure::Error(error);
    // A box does not implement `Error`, but what it contains does.
    ['e,] (&&&&&&&) Box<dyn Error + 'e> => |error| Failure::Error(&**error);
    ['e,] (&&&&&&&) Box<dyn Error + Send + 'e> => |error| Failure::Error(&**error);
    ['e,] (&&&&&&&) Box<dyn Error + Send + Sync + 'e> => |error| Failure::Error(&**error);
    // Neither do `anyhow::Error` and `eyre::Report`.
    [E: AsRef<dyn Error + Send + Sync>,] (&&&&&&) E where HasAnyLifetime => |error| Failure::Error(error.as_ref());
    [E: AsRef<dyn Error>,] (&&&&&) E where HasAnyLifetime => |error| Failure::Error(error.as_ref());
    [E: Display + Debug,] (&&&&) E => |error| Failure::TextError(error, error);
    [E: Display,] (&&&) E => |error| Failure::OtherError(Value::display(error));
    [E: Debug,] (&&) E => |error| Failure::OtherError(Value::debug(error));
    [E,] (&) E => |_error| Failure::OtherError(Value::TypeName(type_name::<E>()));
}

/// Not a `Result`.
impl<R, K> Classify for Probe<R, K> {
    type Value = R;
    type Success = R;
    #[inline]
    fn __tracked_classify(&self) -> ClassifyFn<R> {
        returned
    }
    #[inline]
    fn __tracked_success<'a>(&self, value: &'a R) -> Option<&'a R> {
        Some(value)
    }
}
