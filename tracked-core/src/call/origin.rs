//! The call in which a failure first appeared, if a callee has logged it before.

use std::cell::{Cell, OnceCell};
use std::sync::atomic::{AtomicBool, Ordering};

use log::Level;

use crate::callsite::Callsite;
use crate::callsite::event_kind::EventKind;
use crate::context::failures::{self, LoggedFailure, hash};
use crate::context::span::SpanId;
use crate::context::thread::{current_span, suppress};
use crate::field::value::ValueFormat;
use crate::outcome::Failure;
use crate::outcome::failure_text::{any_cause, push_failure};

/// Whether failures that callees have logged are logged at DEBUG, unless the option `again` sets their level.
static ERRORS_ONCE: AtomicBool = AtomicBool::new(false);

#[cfg(feature = "logger")]
pub(crate) fn set_errors_once(errors_once: bool) {
    ERRORS_ONCE.store(errors_once, Ordering::Relaxed);
}

/// The level of a failure that a callee has logged, given the level of one that began here.
pub(super) fn level_again(
    callsite: &Callsite,
    kind: EventKind,
    level: Option<Level>,
) -> Option<Level> {
    match callsite.event(kind).again {
        _ if level.is_none() => None,
        Some(again) => again,
        None if ERRORS_ONCE.load(Ordering::Relaxed) => Some(Level::Debug),
        None => level,
    }
}

thread_local! {
    static BUFFER: Cell<String> = const { Cell::new(String::new()) };
}

/// The failure of the current call, compared with those of its callees.
pub(super) struct FailureTrace<'a> {
    failure: Failure<'a>,
    is_panic: bool,
    format: ValueFormat,
    /// The text of the failure, formatted once it is needed.
    text: OnceCell<String>,
}

impl<'a> FailureTrace<'a> {
    /// `None` if the failure is no error and no panic: other values say too little to be recognised.
    pub(super) fn new(callsite: &Callsite, kind: EventKind, failure: Failure<'a>) -> Option<Self> {
        if matches!(failure, Failure::Value(_)) {
            return None;
        }
        Some(FailureTrace {
            failure,
            is_panic: kind == EventKind::Panic,
            format: ValueFormat::of(callsite),
            text: OnceCell::new(),
        })
    }

    fn text(&self) -> &str {
        self.text.get_or_init(|| {
            let mut text = BUFFER.try_with(Cell::take).unwrap_or_default();
            text.clear();
            suppress(|| push_failure(&mut text, self.failure, self.format));
            text
        })
    }

    /// The call in which the failure first appeared.
    pub(super) fn origin(&self) -> Option<SpanId> {
        let call = current_span()?.id;
        let mut callees = failures::of_callees(call);
        Some(callees.find(|failure| self.passes_on(failure))?.origin)
    }

    /// Whether the text, or the text of a cause, is that of a callee's failure.
    fn passes_on(&self, callee: &LoggedFailure) -> bool {
        if callee.is_panic != self.is_panic || callee.text_len == 0 {
            return false;
        }
        let is_same = |text: &str| text.len() == callee.text_len && hash(text) == callee.text_hash;
        let text = self.text();
        let context = text.len().checked_sub(callee.text_len);
        let cause = context.and_then(|context| text.split_at_checked(context));
        let ends_with_callee = cause.is_some_and(|(context, cause)| {
            (context.is_empty() || context.ends_with(": ")) && is_same(cause)
        });
        ends_with_callee || any_cause(self.failure, self.format, is_same)
    }

    /// Stores the failure for the caller.
    pub(super) fn store(&self, origin: Option<SpanId>) {
        let Some(span) = current_span() else { return };
        let Some(caller) = span.parent_id else { return };
        let text = self.text();
        let failure = LoggedFailure {
            is_panic: self.is_panic,
            text_len: text.len(),
            text_hash: hash(text),
            origin: origin.unwrap_or(span.id),
        };
        failures::store(caller, failure);
    }
}

impl Drop for FailureTrace<'_> {
    fn drop(&mut self) {
        if let Some(text) = self.text.take() {
            let _ = BUFFER.try_with(|buffer| buffer.set(text));
        }
    }
}
