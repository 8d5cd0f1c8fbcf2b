//! Decides whether a returned value is a success or a failure.
//!
//! ```text
//! classify.rs      Classify: asks the compiler how values of a type are classified
//! stored.rs        StoredOutcome: an outcome as text
//! failure_text.rs  FailureText: a failure as text; the message of a panic
//! ```
//!
//! [`Outcome`] and [`Failure`] themselves are in this file.

#![forbid(unsafe_code)]

pub(crate) mod classify;
pub(crate) mod failure_text;
pub(crate) mod stored;

use std::any::type_name;
use std::error::Error;
use std::fmt::{Debug, Display};

use log::Level;

use crate::context::thread::suppress;
use crate::field::value::Value;

/// How a call ended.
#[derive(Clone, Copy)]
pub enum Outcome<'a> {
    /// Without a failure. `Some` only if the option `ret` shows the value.
    Returned(Option<Value<'a>>),
    Failed {
        failure: Failure<'a>,
        /// The level of the record, if it depends on the failure.
        level: Option<Level>,
        /// The type of the error, if the failure is one.
        error_type: Option<&'static str>,
    },
}

/// Why a call failed.
#[derive(Clone, Copy)]
pub enum Failure<'a> {
    Error(&'a (dyn Error + 'a)),
    /// An error that does not implement `Error`, by `Display`, by `Debug`, or by the name of its type.
    OtherError(Value<'a>),
    /// An error that does not implement `Error`, but both `Display` and `Debug`.
    TextError(&'a dyn Display, &'a dyn Debug),
    /// A returned value that counts as a failure by `err_if`.
    Value(Value<'a>),
    /// The text of an error that no longer exists and its `Debug`, or the message of a panic.
    Text(&'a str, Option<&'a str>),
}

/// Classifies a returned value.
pub type ClassifyFn<R> = for<'a> fn(&'a R) -> Outcome<'a>;

/// The `ClassifyFn` of types whose values are never a failure.
#[inline]
pub fn returned<R>(_: &R) -> Outcome<'_> {
    Outcome::Returned(None)
}

impl<'a> Outcome<'a> {
    /// The outcome of a call that returned an error of type `E`.
    #[inline]
    pub(crate) fn failed<E>(failure: Failure<'a>) -> Self {
        Outcome::Failed {
            failure,
            level: None,
            error_type: Some(type_name::<E>()),
        }
    }

    /// Shows a value that is no failure: the option `ret`.
    #[inline]
    #[must_use]
    pub fn show(self, value: impl FnOnce() -> Option<Value<'a>>) -> Self {
        match self {
            Outcome::Returned(_) => Outcome::Returned(value()),
            failed @ Outcome::Failed { .. } => failed,
        }
    }

    /// Treats the value as a failure if the predicate holds: the option `err_if`.
    #[inline]
    #[must_use]
    pub fn fail_if<R>(
        self,
        returned: &R,
        predicate: impl FnOnce(&R) -> bool,
        value: impl FnOnce() -> Option<Value<'a>>,
    ) -> Self {
        match self {
            Outcome::Returned(_) if predicate(returned) => {
                let value = value().unwrap_or(Value::TypeName(type_name::<R>()));
                Outcome::Failed {
                    failure: Failure::Value(value),
                    level: None,
                    error_type: None,
                }
            }
            outcome => outcome,
        }
    }

    /// Asks for the level of an error: the option `err(level_by = …)`.
    #[inline]
    #[must_use]
    pub fn level_by<T, E>(self, returned: &Result<T, E>, level: impl FnOnce(&E) -> Level) -> Self {
        let mut outcome = self;
        if let (Outcome::Failed { level: chosen, .. }, Err(error)) = (&mut outcome, returned) {
            *chosen = Some(suppress(|| level(error)));
        }
        outcome
    }
}
