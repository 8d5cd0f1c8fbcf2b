//! The text of a failure or a panic.

use std::any::Any;
use std::cell::Cell;
use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::kind::Failure;
use super::name::Short;
use super::render::{away, render};

/// Where the text of an error or one of its causes is cut, in bytes: far behind what anybody writes.
const MAX_LEN: usize = 4096;

/// How many causes are followed, should an error be its own.
const MAX_CAUSES: usize = 32;

pub(crate) fn text(failure: Failure<'_>, max_len: usize) -> String {
    let mut text = String::new();
    match failure {
        Failure::Error(error) => {
            render(&mut text, &error, MAX_LEN);
            put_causes(&mut text, error);
        }
        Failure::Value(value) => render(&mut text, &value, max_len),
        Failure::Display(error) => render(&mut text, error, MAX_LEN),
        Failure::Debug(error) => render(&mut text, &format_args!("{error:?}"), MAX_LEN),
        Failure::TypeName(name) => render(
            &mut text,
            &Short {
                name,
                generics: true,
            },
            MAX_LEN,
        ),
    }
    text
}

/// The `Debug` of a failure, where its kind has both that and a text.
pub(crate) fn debug(failure: Failure<'_>) -> Option<String> {
    let Failure::Error(error) = failure else {
        return None;
    };
    let mut text = String::new();
    render(&mut text, &format_args!("{error:?}"), MAX_LEN);
    Some(text)
}

/// Appends the causes, less those that the text tells already.
fn put_causes(text: &mut String, error: &dyn Error) {
    let mut next = source(error);
    for _ in 0..MAX_CAUSES {
        let Some(cause) = next else { return };
        let mut told = String::new();
        render(&mut told, &cause, MAX_LEN);
        if !text.contains(&told) {
            text.push_str(": ");
            text.push_str(&told);
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

pub(crate) fn panic_text(payload: &(dyn Any + Send)) -> String {
    let mut text = String::new();
    render(&mut text, &panic_message(payload), MAX_LEN);
    text
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
