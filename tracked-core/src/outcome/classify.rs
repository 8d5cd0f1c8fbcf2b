//! How values of a type are classified, answered where the annotated function is compiled.
//!
//! `(&&&&&&&&Probe::<R>::NEW).__tracked_classify()` asks the compiler: of the implementations of [`Classify`] whose bounds
//! hold, it takes the one whose receiver has the most references. The macros below write as many references as the
//! table has rows, so they are next to it.

use std::any::type_name;
use std::error::Error;
use std::fmt::{Debug, Display};
use std::marker::PhantomData;

use super::{ClassifyFn, Failure, Outcome, returned};
use crate::field::value::Value;

/// A question about the type `R`.
pub struct Probe<R>(PhantomData<fn() -> R>);

impl<R> Probe<R> {
    pub const NEW: Self = Probe(PhantomData);

    /// A question about the type of a value.
    #[inline]
    pub fn of(_: &R) -> Self {
        Self::NEW
    }
}

/// The answer: how values of a type are classified, and which part of one the option `ret` shows.
pub trait Classify {
    type Value;
    type Success;
    fn __tracked_classify(&self) -> ClassifyFn<Self::Value>;
    fn __tracked_success<'a>(&self, value: &'a Self::Value) -> Option<&'a Self::Success>;
}

/// The [`ClassifyFn`] of a type.
///
/// ```text
/// classify!(R)                by the first row of the table below that applies
/// classify!(@display R)       an error by its `Display`, or by the rows after it
/// classify!(@debug R)         an error by its `Debug`, or by the name of its type
/// classify!(@name R)          an error by the name of its type
/// classify!(@probe PROBE)     the same for the type that a probe asks about
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __tracked_classify {
    (@probe @display $probe:expr) => {
        $crate::__tracked_classify!(@@ &&&&$probe)
    };
    (@probe @debug $probe:expr) => {
        $crate::__tracked_classify!(@@ &&&$probe)
    };
    (@probe @name $probe:expr) => {
        $crate::__tracked_classify!(@@ &&$probe)
    };
    (@probe $probe:expr) => {
        $crate::__tracked_classify!(@@ &&&&&&&&$probe)
    };
    (@@ $probe:expr) => {{
        use $crate::__private::Classify as _;
        ($probe).__tracked_classify()
    }};
    ($(@$row:ident)? $ty:ty) => {
        $crate::__tracked_classify!(@probe $(@$row)? $crate::__private::Probe::<$ty>::NEW)
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
    ($([$($generics:tt)*] ($($refs:tt)*) $error:ty => |$e:ident| $failure:expr;)*) => {$(
        impl<$($generics)* T> Classify for $($refs)* Probe<Result<T, $error>> {
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
    [E: Error,] (&&&&&&&) E => |error| Failure::Error(error);
    // A box does not implement `Error`, but what it contains does.
    ['e,] (&&&&&&) Box<dyn Error + 'e> => |error| Failure::Error(&**error);
    ['e,] (&&&&&&) Box<dyn Error + Send + 'e> => |error| Failure::Error(&**error);
    ['e,] (&&&&&&) Box<dyn Error + Send + Sync + 'e> => |error| Failure::Error(&**error);
    // Neither do `anyhow::Error` and `eyre::Report`.
    [E: AsRef<dyn Error + Send + Sync>,] (&&&&&) E => |error| Failure::Error(error.as_ref());
    [E: AsRef<dyn Error>,] (&&&&) E => |error| Failure::Error(error.as_ref());
    [E: Display,] (&&&) E => |error| Failure::OtherError(Value::display(error));
    [E: Debug,] (&&) E => |error| Failure::OtherError(Value::debug(error));
    [E,] (&) E => |_error| Failure::OtherError(Value::TypeName(type_name::<E>()));
}

/// Not a `Result`.
impl<R> Classify for Probe<R> {
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
