//! The key-values of an event's record.

use std::cell::OnceCell;
use std::mem;
use std::time::Duration;

use log::kv::{self, Key, Source, VisitSource};

use super::Event;
use super::function_name::FunctionName;
use crate::context::span::Span;
use crate::context::thread::current_span;
use crate::field::captured::{CapturedValues, ValueSource};
use crate::field::type_name::ShortTypeName;
use crate::field::value::{Value, ValueFormat};
use crate::log_format::keys;

/// The event, the ids, the times, the error, and the values of the fields.
pub(super) struct KeyValues<'a> {
    event: &'a Event<'a>,
    values: ValueSource<'a>,
    /// Values that the key-values borrow. They are created when a logger reads the key-values.
    referenced: OnceCell<Referenced>,
}

/// See [`KeyValues::referenced`].
struct Referenced {
    function: FunctionName,
    span: Option<Span>,
    error_type: Option<ShortTypeName<'static>>,
    /// The values of the arguments and fields unless the call has captured them, then the fields that the body has
    /// recorded, then the returned value.
    captured: CapturedValues,
    /// The index of the first field that the body has recorded.
    recorded_at: usize,
}

impl<'a> KeyValues<'a> {
    pub(super) fn new(event: &'a Event<'a>, values: ValueSource<'a>) -> Self {
        KeyValues {
            event,
            values,
            referenced: OnceCell::new(),
        }
    }

    fn referenced(&self) -> &Referenced {
        self.referenced.get_or_init(|| {
            let (captured, recorded_at) = self.capture();
            Referenced {
                function: FunctionName::of(self.event),
                span: current_span(),
                error_type: self.event.error_type(),
                captured,
                recorded_at,
            }
        })
    }

    fn capture(&self) -> (CapturedValues, usize) {
        let callsite = self.event.callsite;
        let format = ValueFormat::of(callsite);
        let (mut captured, mut recorded_at) = (CapturedValues::recycled(), 0);
        if let ValueSource::Arguments(record) = self.values {
            let fields = callsite.field_names().count();
            record(&mut |values| {
                captured.capture(values, format, |index| index < fields);
                recorded_at = values.len();
            });
        }
        let mut add = |value: Value<'_>| captured.capture(&[value], format, |_| true);
        self.event.visit_recorded(|_, value| add(value));
        self.event.returned().into_iter().for_each(add);
        (captured, recorded_at)
    }
}

impl Drop for KeyValues<'_> {
    #[inline]
    fn drop(&mut self) {
        if let Some(referenced) = self.referenced.get_mut() {
            mem::take(&mut referenced.captured).recycle();
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
            error_type,
            captured: own,
            recorded_at,
        } = self.referenced();
        visit(keys::FUNCTION, kv::Value::from_display(function))?;
        if let Some(span) = span {
            visit(keys::TRACE, kv::Value::from_display(&span.trace_id))?;
            visit(keys::CALL, kv::Value::from_display(&span.id))?;
            if let Some(parent_id) = &span.parent_id {
                visit(keys::PARENT, kv::Value::from_display(parent_id))?;
            }
        }
        if let Some(elapsed) = self.event.elapsed() {
            visit(keys::ELAPSED_NS, nanoseconds(elapsed).into())?;
        }
        if let Some(busy) = self.event.busy {
            visit(keys::BUSY_NS, nanoseconds(busy).into())?;
        }
        if let Some(origin) = &self.event.origin {
            visit(keys::ORIGIN, kv::Value::from_display(origin))?;
        }
        if let Some(error_type) = error_type {
            visit(keys::ERROR_TYPE, kv::Value::from_display(error_type))?;
        }
        if let Some(error) = self.event.failure {
            visit(keys::ERROR, error.get().into())?;
        }
        let captured = match self.values {
            ValueSource::Captured(captured) => captured,
            ValueSource::Arguments(_) => own,
        };
        let mut recorded = Vec::new();
        self.event.visit_recorded(|name, _| recorded.push(name));
        for (index, name) in self.event.callsite.field_names().enumerate() {
            let Some(value) = captured.typed(index) else {
                break;
            };
            if !recorded.contains(&name) && !keys::is_reserved(name) {
                visit(name, typed(value))?;
            }
        }
        let mut others = (*recorded_at..).map_while(|index| own.typed(index));
        for (name, value) in recorded.into_iter().zip(&mut others) {
            if !keys::is_reserved(name) {
                visit(name, typed(value))?;
            }
        }
        if let Some(returned) = others.next() {
            visit(keys::RET, typed(returned))?;
        }
        Ok(())
    }
}

/// A captured value as a key-value.
fn typed(value: Value<'_>) -> kv::Value<'_> {
    match value {
        Value::Bool(value) => value.into(),
        Value::U64(value) => value.into(),
        Value::I64(value) => value.into(),
        Value::U128(value) => (*value).into(),
        Value::I128(value) => (*value).into(),
        Value::F32(value) => shortest_f64(value).into(),
        Value::F64(value) => value.into(),
        Value::Str(text) | Value::Formatted(text) => text.into(),
        _ => unreachable!("no other value is captured"),
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
