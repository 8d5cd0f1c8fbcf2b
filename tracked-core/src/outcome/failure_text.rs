//! A failure as text: an error with its causes, a value, or the message of a panic.

use std::any::Any;
use std::cell::{Cell, OnceCell};
use std::error::Error;
use std::iter;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Failure;
use crate::context::thread::suppress;
use crate::field::captured::MAX_CAPACITY;
use crate::field::value::ValueFormat;

/// The length in bytes at which the text of an error or a cause is truncated.
const MAX_LEN: usize = 4096;

/// The number of causes that are shown. An error may be its own cause.
const MAX_CAUSES: usize = 32;

thread_local! {
    static BUFFER: Cell<String> = const { Cell::new(String::new()) };
}

/// A failure and its text, which is formatted at most once: for the message, for the key-values, and for comparison with
/// the failures of callees.
pub(crate) struct FailureText<'a> {
    failure: Failure<'a>,
    format: ValueFormat,
    text: OnceCell<String>,
}

impl<'a> FailureText<'a> {
    pub(crate) fn new(failure: Failure<'a>, format: ValueFormat) -> Self {
        FailureText {
            failure,
            format,
            text: OnceCell::new(),
        }
    }

    pub(crate) fn get(&self) -> &str {
        self.text.get_or_init(|| {
            // The thread drops its buffer when it ends.
            let mut text = BUFFER.try_with(Cell::take).unwrap_or_default();
            text.clear();
            suppress(|| push_failure(&mut text, self.failure, self.format));
            text
        })
    }

    /// Appends the `Debug` of the failure, or its text if it has no `Debug`.
    pub(crate) fn push_debug(&self, out: &mut String) {
        push_failure_debug(out, self.failure, self.format);
    }

    /// Whether the text of a cause, with the causes of that cause, is as asked for.
    pub(crate) fn any_cause(&self, is_wanted: impl Fn(&str) -> bool) -> bool {
        let Failure::Error(error) = self.failure else {
            return false;
        };
        let format = with_error_len(self.format);
        causes(error).any(|cause| {
            let mut text = String::new();
            suppress(|| push_with_causes(&mut text, cause, format));
            is_wanted(&text)
        })
    }
}

impl Drop for FailureText<'_> {
    fn drop(&mut self) {
        if let Some(text) = self
            .text
            .take()
            .filter(|text| text.capacity() <= MAX_CAPACITY)
        {
            let _ = BUFFER.try_with(|buffer| buffer.set(text));
        }
    }
}

/// Appends a failure. A value that is no error has the format of other values.
pub(super) fn push_failure(out: &mut String, failure: Failure<'_>, format: ValueFormat) {
    let error_format = with_error_len(format);
    match failure {
        Failure::Error(error) => push_with_causes(out, error, error_format),
        Failure::OtherError(value) => value.write(out, error_format),
        Failure::TextError(error, _) => error_format.push(out, error),
        Failure::Value(value) => value.write(out, format),
        Failure::Text(text, _) => error_format.push(out, &text),
    }
}

/// Appends the `Debug` of a failure, or its usual text if it has no `Debug`.
pub(super) fn push_failure_debug(out: &mut String, failure: Failure<'_>, format: ValueFormat) {
    match failure {
        Failure::Error(error) => with_error_len(format).push(out, &format_args!("{error:?}")),
        Failure::Text(_, Some(debug)) => out.push_str(debug),
        Failure::TextError(_, error) => {
            with_error_len(format).push(out, &format_args!("{error:?}"));
        }
        failure => push_failure(out, failure, format),
    }
}

fn with_error_len(format: ValueFormat) -> ValueFormat {
    ValueFormat {
        max_len: MAX_LEN,
        ..format
    }
}

/// Appends an error and its causes, without the causes that the text contains already.
fn push_with_causes(out: &mut String, error: &dyn Error, format: ValueFormat) {
    let start = out.len();
    format.push(out, &error);
    for cause in causes(error) {
        let mut text = String::new();
        format.push(&mut text, &cause);
        if !out[start..].contains(&text) {
            out.push_str(": ");
            out.push_str(&text);
        }
    }
}

fn causes(error: &dyn Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    iter::successors(source(error), |cause| source(*cause)).take(MAX_CAUSES)
}

/// The cause of an error, or `None` if `source` panics.
fn source(error: &dyn Error) -> Option<&(dyn Error + 'static)> {
    suppress(|| catch_unwind(AssertUnwindSafe(|| error.source()))).unwrap_or_else(|payload| {
        // Dropping the payload could panic.
        std::mem::forget(payload);
        None
    })
}

/// The message of a panic, as the standard library's hook prints it.
pub(crate) fn panic_message(payload: &dyn Any) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("Box<dyn Any>")
}
