//! The text of a failure or a panic.

use std::any::Any;
use std::cell::Cell;
use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::context::thread::away;
use crate::event::function_name::Short;
use crate::field::isolated::render;
use crate::outcome::classify::Failure;

/// Where the text of an error or one of its causes is cut, in bytes: far behind what anybody writes.
const MAX_LEN: usize = 4096;

/// How many causes are followed, should an error be its own.
const MAX_CAUSES: usize = 32;

/// Appends a failure as one reads it; a value that is no error is cut at `max_len`.
pub(crate) fn write(out: &mut String, failure: Failure<'_>, max_len: usize) {
    match failure {
        Failure::Error(error) => write_with_causes(out, error),
        Failure::Value(value) => value.write(out, max_len),
        Failure::Display(error) => render(out, error, MAX_LEN),
        Failure::Debug(error) => render(out, &format_args!("{error:?}"), MAX_LEN),
        Failure::TypeName(name) => {
            let generics = true;
            render(out, &Short { name, generics }, MAX_LEN);
        }
        Failure::Text(text, _) => render(out, &text, MAX_LEN),
    }
}

/// Appends the `Debug` of a failure where its kind has both that and a text, and else the text.
pub(crate) fn write_debug(out: &mut String, failure: Failure<'_>, max_len: usize) {
    match failure {
        Failure::Error(error) => render(out, &format_args!("{error:?}"), MAX_LEN),
        Failure::Text(_, Some(debug)) => out.push_str(debug),
        failure => write(out, failure, max_len),
    }
}

/// Appends an error and its causes, less those that the text tells already.
fn write_with_causes(out: &mut String, error: &dyn Error) {
    let start = out.len();
    render(out, &error, MAX_LEN);
    let mut next = source(error);
    for _ in 0..MAX_CAUSES {
        let Some(cause) = next else { return };
        let mut told = String::new();
        render(&mut told, &cause, MAX_LEN);
        if !out[start..].contains(&told) {
            out.push_str(": ");
            out.push_str(&told);
        }
        next = source(cause);
    }
}

/// The cause of an error, or none where asking for it panics.
fn source(error: &dyn Error) -> Option<&(dyn Error + 'static)> {
    away(|| catch_unwind(AssertUnwindSafe(|| error.source()))).unwrap_or_else(|payload| {
        // A payload may panic in its own drop.
        std::mem::forget(payload);
        None
    })
}

/// What a panic said, as one reads it from the standard library.
pub(crate) fn panic_message(payload: &dyn Any) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("Box<dyn Any>")
}

thread_local! {
    static LAST_PANIC: Cell<Option<String>> = const { Cell::new(None) };
}

/// Keeps what the thread's panic said for a call that can't catch it.
#[cfg(feature = "logger")]
pub(crate) fn note_panic(payload: &dyn Any) {
    // Where the thread is ending there is nobody left to tell.
    let _ = LAST_PANIC.try_with(|last| last.set(Some(panic_message(payload).to_owned())));
}

/// What the thread's last panic said, if a hook of ours was there to hear it.
pub(crate) fn noted_panic() -> Option<String> {
    LAST_PANIC.try_with(Cell::take).ok()?
}
