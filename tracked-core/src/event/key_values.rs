//! The structured copy of a record, for loggers that keep key-values.

use std::cell::OnceCell;
use std::time::Duration;

use log::kv::{Error, Key, Source, Value, VisitSource};

use crate::context::span::CallIds;
use crate::event::function_name::FnPath;
use crate::event::keys;
use crate::event::text::Text;
use crate::field::captured::Copied;

/// The key-values of a record: what happened, the ids, the times, the error, the arguments.
pub(crate) struct KeyValues<'a> {
    text: &'a Text<'a>,
    /// What has no value of its own to refer to, made for the first who asks.
    made: OnceCell<Made>,
}

struct Made {
    function: FnPath,
    ids: Option<CallIds>,
    error: Option<String>,
}

impl<'a> KeyValues<'a> {
    pub(crate) fn of(text: &'a Text<'a>) -> Self {
        KeyValues {
            text,
            made: OnceCell::new(),
        }
    }

    fn made(&self) -> &Made {
        self.made.get_or_init(|| Made {
            function: self.text.call.path(),
            ids: CallIds::here(),
            error: self.text.failure().map(|_| {
                let mut error = String::new();
                self.text.write_error(&mut error);
                error
            }),
        })
    }
}

impl Source for KeyValues<'_> {
    fn visit<'kvs>(&'kvs self, visitor: &mut dyn VisitSource<'kvs>) -> Result<(), Error> {
        let Text {
            call,
            event,
            source,
            ending,
        } = *self.text;
        let mut pair =
            |key: &'kvs str, value: Value<'kvs>| visitor.visit_pair(Key::from_str(key), value);
        pair(keys::EVENT, event.word().into())?;
        let made = self.made();
        pair(keys::FUNCTION, Value::from_display(&made.function))?;
        if let Some(ids) = &made.ids {
            pair(keys::TRACE, Value::from_display(&ids.trace))?;
            pair(keys::CALL, Value::from_display(&ids.call))?;
            if let Some(parent) = &ids.parent {
                pair(keys::PARENT, Value::from_display(parent))?;
            }
        }
        if let Some(ending) = ending {
            let elapsed = nanoseconds(call.elapsed(ending));
            pair(keys::ELAPSED_NS, elapsed.into())?;
            if let Some(polls) = ending.polls {
                pair(keys::BUSY_NS, nanoseconds(polls.busy).into())?;
            }
            if let Some(error) = &made.error {
                pair(keys::ERROR, error.as_str().into())?;
            }
        }
        let Some(notes) = source.notes(call) else {
            return Ok(());
        };
        for (name, copied) in call.site.args.clone().zip(notes.copied()) {
            let value = match copied {
                Copied::Scalar(text) => scalar(text).unwrap_or_else(|| text.into()),
                Copied::Text(text) => text.into(),
            };
            pair(name, value)?;
        }
        Ok(())
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
