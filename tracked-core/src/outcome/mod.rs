//! Decides whether a returned value is a success or a failure.
//!
//! ```text
//! classify.rs      Classify: asks the compiler how values of a type are classified
//! failure_text.rs  FailureText: a failure as text
//! stored.rs        StoredOutcome: an outcome as text
//! panic_message.rs the message of a panic
//! ```
//!
//! [`Outcome`] and [`Failure`] themselves are in this file.

#![forbid(unsafe_code)]

pub(crate) mod classify;
pub(crate) mod failure_text;
pub(crate) mod panic_message;
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
    Failed(Failure<'a>, FailureInfo),
}

/// What is known about a failure in addition to its value.
#[derive(Clone, Copy, Default)]
pub struct FailureInfo {
    /// The level of the record, if it depends on the failure.
    pub level: Option<Level>,
    /// The type of the error.
    pub type_name: Option<&'static str>,
}

/// Why a call failed.
#[derive(Clone, Copy)]
pub enum Failure<'a> {
    Error(&'a (dyn Error + 'a)),
    /// An error that does not implement `Error`.
    OtherError(Value<'a>),
    /// The same with two texts. Small, because each nested call has an outcome on the stack.
    TextError(&'a (dyn Texts + 'a), &'static str),
    /// A returned value that counts as a failure by `err_if`.
    Value(Value<'a>),
    /// The text of an error that no longer exists and its `Debug`, or the message of a panic.
    Text(&'a str, Option<&'a str>),
}

/// A value with two texts, as values: by `Display` and by `Debug`, with the name of its type.
pub trait Texts {
    fn display(&self, type_name: &'static str) -> Value<'_>;
    fn debug(&self, type_name: &'static str) -> Value<'_>;
}

impl<T: Display + Debug> Texts for T {
    fn display(&self, type_name: &'static str) -> Value<'_> {
        Value::Display(self, type_name)
    }

    fn debug(&self, type_name: &'static str) -> Value<'_> {
        Value::Debug(self, type_name)
    }
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
        let info = FailureInfo {
            level: None,
            type_name: Some(type_name::<E>()),
        };
        Outcome::Failed(failure, info)
    }

    /// Shows a value that is no failure: the option `ret`.
    #[inline]
    #[must_use]
    pub fn show(self, value: impl FnOnce() -> Option<Value<'a>>) -> Self {
        match self {
            Outcome::Returned(_) => Outcome::Returned(value()),
            failed @ Outcome::Failed(..) => failed,
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
                Outcome::Failed(Failure::Value(value), FailureInfo::default())
            }
            outcome => outcome,
        }
    }

    /// Asks for the level of an error: the option `err(level_by = …)`.
    #[inline]
    #[must_use]
    pub fn level_by<T, E>(self, returned: &Result<T, E>, level: impl FnOnce(&E) -> Level) -> Self {
        match (self, returned) {
            (Outcome::Failed(failure, info), Err(error)) => {
                let level = Some(suppress(|| level(error)));
                Outcome::Failed(failure, FailureInfo { level, ..info })
            }
            (outcome, _) => outcome,
        }
    }
}
