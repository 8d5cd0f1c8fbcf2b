//! The call in which a failure first appeared, if a callee has logged it before.

use std::sync::atomic::{AtomicBool, Ordering};

use log::Level;

use crate::callsite::Callsite;
use crate::callsite::event_kind::EventKind;
use crate::context::failures::{self, LoggedFailure};
use crate::context::span::SpanId;
use crate::context::thread::current_span;
use crate::outcome::failure_text::FailureText;

/// Whether failures that callees have logged are logged at DEBUG, unless the option `again` sets their level.
static ERRORS_ONCE: AtomicBool = AtomicBool::new(false);

#[cfg(feature = "logger")]
pub(crate) fn set_errors_once(errors_once: bool) {
    ERRORS_ONCE.store(errors_once, Ordering::Relaxed);
}

pub(crate) fn errors_once() -> bool {
    ERRORS_ONCE.load(Ordering::Relaxed)
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
        None if errors_once() => Some(Level::Debug),
        None => level,
    }
}

/// The call in which a panic that the panic hook has logged first appeared, if a callee has logged it.
pub(super) fn of_panic(panic: &LoggedFailure) -> Option<SpanId> {
    find(|callee| callee == panic)
}

/// The call in which a failure of the current call first appeared, if a callee has logged it.
pub(super) fn of_failure(failure: &FailureText<'_>, is_panic: bool) -> Option<SpanId> {
    find(|callee| callee.is_panic == is_panic && passes_on(failure, callee))
}

/// The origin of the newest failure of a callee that `is_passed_on`.
fn find(is_passed_on: impl Fn(&LoggedFailure) -> bool) -> Option<SpanId> {
    let mut callees = failures::of_callees(current_span()?.id);
    let (origin, _) = callees.find(|(_, failure)| is_passed_on(failure))?;
    Some(origin)
}

/// Whether the text of a failure, or the text of a cause, is that of a callee's failure.
fn passes_on(failure: &FailureText<'_>, callee: &LoggedFailure) -> bool {
    if callee.text_len == 0 {
        return false;
    }
    let is_same = |text: &str| callee.has_text(text);
    let text = failure.get();
    let context = text.len().checked_sub(callee.text_len);
    let cause = context.and_then(|context| text.split_at_checked(context));
    let ends_with_callee = cause.is_some_and(|(context, cause)| {
        (context.is_empty() || context.ends_with(": ")) && is_same(cause)
    });
    ends_with_callee || failure.any_cause(is_same)
}

/// Stores a failure of the current call for its caller. Without an origin, it began in this call.
pub(super) fn store(failure: LoggedFailure, origin: Option<SpanId>) {
    let Some(span) = current_span() else { return };
    if let Some(caller) = span.parent_id {
        failures::store(caller, origin.unwrap_or(span.id), failure);
    }
}
