//! Chooses at compile time how values of a type are classified.
//!
//! `Probe::<R>::NEW.__tracked_classify()` asks the compiler: it takes the method of the first row of the table below whose
//! bounds hold, because each row dereferences to the next one. A method that is not in a trait needs no import, and takes
//! the compiler a fraction of the time that a choice among the implementations of a trait does.

use std::any::type_name;
use std::error::Error;
use std::fmt::{Debug, Display};
use std::marker::PhantomData;
use std::pin::Pin;

use super::{ClassifyFn, Failure, Outcome, returned};
use crate::field::value::Value;

/// A question about the type `R`. `K` is what is known about it. The question begins with a row of the table below.
pub struct Probe<R, K = Plain, const ROW: u8 = 0>(PhantomData<fn() -> (R, K)>);

impl<R, K, const ROW: u8> Probe<R, K, ROW> {
    pub(crate) const ASK: Self = Probe(PhantomData);
}

impl<R, K> Probe<R, K> {
    /// A question about a type that is probably a `Result`.
    pub const NEW: Self = Self::ASK;
    /// A question about a type that may be anything.
    pub const ANY: Probe<R, K, ANY> = Probe::ASK;

    /// Begins with the row of errors that have `Display`.
    #[inline]
    pub fn by_display(&self) -> Probe<R, K, DISPLAY> {
        Probe::ASK
    }

    /// Begins with the row of errors that have `Debug`.
    #[inline]
    pub fn by_debug(&self) -> Probe<R, K, DEBUG> {
        Probe::ASK
    }

    /// Begins with the row of errors of any type.
    #[inline]
    pub fn by_name(&self) -> Probe<R, K, NAME> {
        Probe::ASK
    }
}

impl<R> Probe<R> {
    /// A question about the type of a value.
    #[inline]
    pub fn of(_: &R) -> Probe<R, Plain, ANY> {
        Probe::ASK
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

const DISPLAY: u8 = 4;
const DEBUG: u8 = 6;
const NAME: u8 = 7;
/// The row of a type that is no `Result`.
pub(crate) const NO_RESULT: u8 = 8;
/// The row of a type that may be a `Result`, a boxed future, or neither. The next row is [`NO_RESULT`].
pub(crate) const ANY: u8 = 9;

/// A question about a row dereferences to the question about the next one.
macro_rules! next_row {
    ($row:literal > $next:literal) => {
        impl<R, K> std::ops::Deref for $crate::outcome::classify::Probe<R, K, $row> {
            type Target = $crate::outcome::classify::Probe<R, K, $next>;

            #[inline]
            fn deref(&self) -> &Self::Target {
                const { &$crate::outcome::classify::Probe::ASK }
            }
        }
    };
}
pub(crate) use next_row;

/// The table: the row and the next one, the type of the error, and the failure that an error is.
macro_rules! rows {
    ($($row:literal > $next:literal $([$($generics:tt)*] $error:ty $(where $known:ident)? => |$e:ident| $failure:expr;)*)*) => {$(
        $(impl<$($generics)* T, K> Probe<Result<T, $error>, K, $row>
        $(where K: $known<$error>)?
        {
            #[inline]
            pub fn __tracked_classify(&self) -> ClassifyFn<Result<T, $error>> {
                |result| match result {
                    Ok(_) => Outcome::Returned(None),
                    Err($e) => Outcome::failed::<$error>($failure),
                }
            }
        })*

        next_row!($row > $next);
    )*};
}

rows! {
    0 > 1
    [E: Error,] E where HasAnyLifetime => |error| Failure::Error(error);
    // A box does not implement `Error`, but what it contains does.
    1 > 2
    ['e,] Box<dyn Error + 'e> => |error| Failure::Error(&**error);
    ['e,] Box<dyn Error + Send + 'e> => |error| Failure::Error(&**error);
    ['e,] Box<dyn Error + Send + Sync + 'e> => |error| Failure::Error(&**error);
    // Neither do `anyhow::Error` and `eyre::Report`.
    2 > 3
    [E: AsRef<dyn Error + Send + Sync>,] E where HasAnyLifetime => |error| Failure::Error(error.as_ref());
    3 > 4
    [E: AsRef<dyn Error>,] E where HasAnyLifetime => |error| Failure::Error(error.as_ref());
    4 > 5
    [E: Display + Debug,] E => |error| Failure::TextError(error, error);
    5 > 6
    [E: Display,] E => |error| Failure::OtherError(Value::display(error));
    6 > 7
    [E: Debug,] E => |error| Failure::OtherError(Value::debug(error));
    7 > 8
    [E,] E => |_error| Failure::OtherError(Value::TypeName(type_name::<E>()));
    9 > 8
}

impl<T, E, K> Probe<Result<T, E>, K, ANY> {
    /// The question about a `Result`. For another type, the method of the next row is found.
    #[inline]
    pub fn __tracked_result(&self) -> Probe<Result<T, E>, K> {
        Probe::ASK
    }
}

impl<T, E, K> Probe<Result<T, E>, K> {
    /// The value in `Ok`, which the option `ret` shows.
    #[inline]
    pub fn __tracked_success<'a>(&self, result: &'a Result<T, E>) -> Option<&'a T> {
        result.as_ref().ok()
    }
}

/// Not a `Result`.
impl<R, K> Probe<R, K, NO_RESULT> {
    #[inline]
    #[must_use]
    pub fn __tracked_result(&self) -> Self {
        Probe::ASK
    }

    #[inline]
    pub fn __tracked_classify(&self) -> ClassifyFn<R> {
        returned
    }

    #[inline]
    pub fn __tracked_success<'a>(&self, value: &'a R) -> Option<&'a R> {
        Some(value)
    }
}
