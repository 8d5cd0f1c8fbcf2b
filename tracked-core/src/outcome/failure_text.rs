//! A failure as text.

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Failure;
use crate::context::thread::suppress;
use crate::field::truncate::push_truncated;

/// The length in bytes at which the text of an error or a cause is truncated.
const MAX_LEN: usize = 4096;

/// The number of causes that are shown. An error may be its own cause.
const MAX_CAUSES: usize = 32;

/// Appends a failure. A value that is no error is truncated at `max_len` bytes.
pub(crate) fn push_failure(out: &mut String, failure: Failure<'_>, max_len: usize) {
    match failure {
        Failure::Error(error) => push_with_causes(out, error),
        Failure::OtherError(value) => value.write(out, MAX_LEN),
        Failure::Value(value) => value.write(out, max_len),
        Failure::Text(text, _) => push_truncated(out, &text, MAX_LEN),
    }
}

/// Appends the `Debug` of a failure, or its usual text if it has no `Debug`.
pub(crate) fn push_failure_debug(out: &mut String, failure: Failure<'_>, max_len: usize) {
    match failure {
        Failure::Error(error) => push_truncated(out, &format_args!("{error:?}"), MAX_LEN),
        Failure::Text(_, Some(debug)) => out.push_str(debug),
        failure => push_failure(out, failure, max_len),
    }
}

/// Appends an error and its causes, without the causes that the text contains already.
fn push_with_causes(out: &mut String, error: &dyn Error) {
    let start = out.len();
    push_truncated(out, &error, MAX_LEN);
    let mut next = source(error);
    for _ in 0..MAX_CAUSES {
        let Some(cause) = next else { return };
        let mut text = String::new();
        push_truncated(&mut text, &cause, MAX_LEN);
        if !out[start..].contains(&text) {
            out.push_str(": ");
            out.push_str(&text);
        }
        next = source(cause);
    }
}

/// The cause of an error, or `None` if `source` panics.
fn source(error: &dyn Error) -> Option<&(dyn Error + 'static)> {
    suppress(|| catch_unwind(AssertUnwindSafe(|| error.source()))).unwrap_or_else(|payload| {
        // Dropping the payload could panic.
        std::mem::forget(payload);
        None
    })
}
