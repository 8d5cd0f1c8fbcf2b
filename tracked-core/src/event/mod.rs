//! One event of a call, and its record. This is the only layer that logs.
//!
//! ```text
//! record.rs        emit: the record of an event
//! text.rs          MessageText: its message
//! key_values.rs    its key-values
//! function_name.rs the name of the function
//! duration.rs      a duration as text
//! ```
//!
//! [`Event`] itself is in this file.

#![forbid(unsafe_code)]

mod duration;
mod function_name;
#[cfg(feature = "kv")]
mod key_values;
pub(crate) mod record;
mod text;

use std::time::Duration;

use crate::callsite::Callsite;
use crate::callsite::event_kind::EventKind;
use crate::context::recorded;
use crate::context::span::SpanId;
use crate::context::thread::current_span;
#[cfg(feature = "kv")]
use crate::field::type_name::ShortTypeName;
use crate::field::value::Value;
use crate::outcome::Outcome;
use crate::outcome::failure_text::FailureText;
use crate::sys::Instant;

/// An event of a call, without the call's values.
pub(crate) struct Event<'a> {
    pub(crate) kind: EventKind,
    pub(crate) callsite: &'static Callsite,
    /// The type name of a closure in the function, which contains the function's name.
    pub(crate) closure_name: &'static str,
    /// When the call started and when it ended; `None` for `start`.
    pub(crate) times: Option<(Instant, Instant)>,
    /// The total time of the polls; `None` if the call is not a future.
    pub(crate) busy: Option<Duration>,
    /// Whether the future was suspended at least once.
    pub(crate) was_suspended: bool,
    pub(crate) is_slow: bool,
    /// [`Outcome::Returned`] without a value for `start`, for `cancel`, and for a panic without a payload.
    pub(crate) outcome: &'a Outcome<'a>,
    /// The text of the failure, if the outcome is one.
    pub(crate) failure: Option<&'a FailureText<'a>>,
    /// The call in which the failure first appeared, if this call only passes it on. Of a cancelled call: the outermost call
    /// that is cancelled together with it.
    #[cfg_attr(
        not(feature = "kv"),
        allow(dead_code, reason = "only key-values show the origin")
    )]
    pub(crate) origin: Option<SpanId>,
}

impl Event<'_> {
    /// How long the call took.
    pub(crate) fn elapsed(&self) -> Option<Duration> {
        self.times.map(|(started, ended)| ended - started)
    }

    /// Calls `visit` with the fields that the body has recorded. The value of a secret is redacted.
    fn visit_recorded(&self, mut visit: impl FnMut(&'static str, Value<'_>)) {
        if !self.has_recorded() {
            return;
        }
        let Some(span) = current_span() else { return };
        recorded::visit(span.id, &mut |field| {
            let is_redacted = self.callsite.redacts(field.name, field.is_secret);
            let value = if is_redacted {
                Value::Redacted
            } else {
                field.value()
            };
            visit(field.name, value);
        });
    }

    /// Whether the body may have recorded a field.
    #[inline]
    fn has_recorded(&self) -> bool {
        self.kind != EventKind::Start && recorded::is_any()
    }

    /// The type of the error, if the event is about one.
    #[cfg(feature = "kv")]
    fn error_type(&self) -> Option<ShortTypeName<'static>> {
        match *self.outcome {
            Outcome::Failed { error_type, .. } => error_type.map(ShortTypeName::of_error),
            Outcome::Returned(_) => None,
        }
    }

    /// The returned value, if the option `ret` shows it.
    #[cfg(feature = "kv")]
    fn returned(&self) -> Option<Value<'_>> {
        match *self.outcome {
            Outcome::Returned(value) => value,
            Outcome::Failed { .. } => None,
        }
    }
}
