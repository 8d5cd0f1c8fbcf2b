//! The structured copy of a record, for loggers that keep key-values.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use log::kv::{Error, Key, Source, Value, VisitSource};

use super::call::Call;
use super::notes::Copied;
use super::record::Ending;
use super::site::Event;
use super::span::{Hex, Span};

/// The key-values of a record: what happened, the ids, the times, the error, the arguments.
pub(crate) struct KeyValues<'a> {
    call: &'a Call,
    event: Event,
    function: Function<'a>,
    trace: Hex,
    id: Hex,
    parent: Option<Hex>,
    ending: Option<&'a Ending<'a>>,
}

impl<'a> KeyValues<'a> {
    pub(crate) fn of(
        call: &'a Call,
        event: Event,
        span: Span,
        ending: Option<&'a Ending<'a>>,
    ) -> Self {
        KeyValues {
            call,
            event,
            function: Function(call),
            trace: Hex::Trace(span.trace),
            id: Hex::Call(span.id),
            parent: span.parent.map(Hex::Call),
            ending,
        }
    }
}

impl Source for KeyValues<'_> {
    fn visit<'kvs>(&'kvs self, visitor: &mut dyn VisitSource<'kvs>) -> Result<(), Error> {
        let mut pair =
            |key: &'kvs str, value: Value<'kvs>| visitor.visit_pair(Key::from_str(key), value);
        pair("tracked.event", self.event.word().into())?;
        pair("tracked.function", Value::from_display(&self.function))?;
        pair("tracked.trace", Value::from_display(&self.trace))?;
        pair("tracked.call", Value::from_display(&self.id))?;
        if let Some(parent) = &self.parent {
            pair("tracked.parent", Value::from_display(parent))?;
        }
        if let Some(ending) = self.ending {
            pair("tracked.elapsed_ns", nanoseconds(ending.elapsed).into())?;
            if let Some(polls) = ending.polls {
                pair("tracked.busy_ns", nanoseconds(polls.busy).into())?;
            }
            if let Some(error) = ending.error {
                pair("tracked.error", error.into())?;
            }
        }
        let names = self.call.site.args.iter();
        for (name, copied) in names.zip(self.call.notes.copied()) {
            let value = match copied {
                Copied::Scalar(text) => scalar(text).unwrap_or_else(|| text.into()),
                Copied::Text(text) => text.into(),
            };
            pair(name, value)?;
        }
        Ok(())
    }
}

/// The full path of the function.
struct Function<'a>(&'a Call);

impl Display for Function<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.0.site.module, self.0.name)
    }
}

/// Reads the text of a number or a boolean back: by then the value itself may be gone.
fn scalar(text: &str) -> Option<Value<'static>> {
    fn parse<T: std::str::FromStr + Into<Value<'static>>>(text: &str) -> Option<Value<'static>> {
        text.parse::<T>().ok().map(Into::into)
    }
    parse::<u64>(text)
        .or_else(|| parse::<i64>(text))
        .or_else(|| parse::<u128>(text))
        .or_else(|| parse::<i128>(text))
        .or_else(|| parse::<bool>(text))
        .or_else(|| parse::<f64>(text))
}

/// Whole nanoseconds, of which 64 bits hold five centuries.
fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}
