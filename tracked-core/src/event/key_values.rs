//! The key-values of an event's record.

use std::cell::OnceCell;
use std::time::Duration;

use log::kv::{self, Key, Source, VisitSource};

use super::Event;
use super::function_name::FunctionName;
use crate::context::span::Span;
use crate::context::thread::current_span;
use crate::field::captured::{CallValues, Captured};
use crate::field::value::{Value, Visit};
use crate::log_format::keys;
use crate::outcome::failure_text::push_failure;

/// The event, the ids, the times, the error, and the values of the fields.
pub(super) struct KeyValues<'a> {
    event: &'a Event<'a>,
    values: CallValues<'a>,
    /// Values that the key-values borrow. They are created when a logger reads the key-values.
    referenced: OnceCell<Referenced>,
}

/// See [`KeyValues::referenced`].
struct Referenced {
    function: FunctionName,
    span: Option<Span>,
    error: Option<String>,
    captured: Option<Captured>,
}

impl<'a> KeyValues<'a> {
    pub(super) fn new(event: &'a Event<'a>, values: CallValues<'a>) -> Self {
        KeyValues {
            event,
            values,
            referenced: OnceCell::new(),
        }
    }

    fn referenced(&self) -> &Referenced {
        self.referenced.get_or_init(|| Referenced {
            function: FunctionName::of(self.event),
            span: current_span(),
            error: self.event.failure().map(|failure| {
                let mut error = String::new();
                push_failure(&mut error, failure, self.event.callsite.max_len);
                error
            }),
            captured: match self.values {
                CallValues::Captured(_) => None,
                CallValues::Lazy(record) => Some(self.capture(record)),
            },
        })
    }

    fn capture(&self, record: &dyn Fn(&mut Visit<'_>)) -> Captured {
        let callsite = self.event.callsite;
        let fields = callsite.fields.clone().count();
        let mut captured = Captured::recycled();
        record(&mut |values| {
            captured.capture(values, callsite.max_len, |index| index < fields);
        });
        captured
    }
}

impl Drop for KeyValues<'_> {
    #[inline]
    fn drop(&mut self) {
        if let Some(referenced) = self.referenced.get_mut() {
            if let Some(captured) = referenced.captured.take() {
                captured.recycle();
            }
        }
    }
}

impl Source for KeyValues<'_> {
    fn visit<'kvs>(&'kvs self, visitor: &mut dyn VisitSource<'kvs>) -> Result<(), kv::Error> {
        let mut visit = |key: &'kvs str, value| visitor.visit_pair(Key::from_str(key), value);
        visit(keys::EVENT, self.event.kind.as_str().into())?;
        let Referenced {
            function,
            span,
            error,
            captured,
        } = self.referenced();
        visit(keys::FUNCTION, kv::Value::from_display(function))?;
        if let Some(span) = span {
            visit(keys::TRACE, kv::Value::from_display(&span.trace_id))?;
            visit(keys::CALL, kv::Value::from_display(&span.id))?;
            if let Some(parent_id) = &span.parent_id {
                visit(keys::PARENT, kv::Value::from_display(parent_id))?;
            }
        }
        if let Some(end) = self.event.end {
            visit(keys::ELAPSED_NS, nanoseconds(end.elapsed()).into())?;
            if let Some(busy) = end.busy {
                visit(keys::BUSY_NS, nanoseconds(busy).into())?;
            }
        }
        if let Some(error) = error {
            visit(keys::ERROR, error.as_str().into())?;
        }
        let captured = match self.values {
            CallValues::Captured(captured) => Some(captured),
            CallValues::Lazy(_) => captured.as_ref(),
        };
        for (index, name) in self.event.callsite.fields.clone().enumerate() {
            let Some(value) = captured.and_then(|captured| captured.typed(index)) else {
                break;
            };
            visit(
                name,
                match value {
                    Value::Bool(value) => value.into(),
                    Value::U64(value) => value.into(),
                    Value::I64(value) => value.into(),
                    Value::U128(value) => (*value).into(),
                    Value::I128(value) => (*value).into(),
                    Value::F32(value) => shortest_f64(value).into(),
                    Value::F64(value) => value.into(),
                    Value::Str(text) | Value::Formatted(text) => text.into(),
                    // No other value is captured.
                    _ => continue,
                },
            )?;
        }
        Ok(())
    }
}

/// The number with the same decimal digits: 0.1, and not 0.10000000149011612.
fn shortest_f64(value: f32) -> f64 {
    value.to_string().parse().unwrap_or(f64::from(value))
}

/// Whole nanoseconds. 64 bits are enough for 584 years.
fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
