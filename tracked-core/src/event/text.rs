//! The message of an event.

use std::cell::RefCell;
use std::fmt::{self, Display, Formatter};

use super::Event;
use super::duration::push_duration;
use super::function_name::FunctionName;
use crate::callsite::event_kind::EventKind;
use crate::callsite::message::MessagePart;
use crate::field::captured::{MAX_CAPACITY, ValueSource, Values};
use crate::field::value::ValueFormat;
use crate::outcome::Outcome;

/// The message of an event. `V` is the source of the call's values, which `Display` reads, and then these values.
pub(super) struct MessageText<'a, V> {
    pub(super) event: &'a Event<'a>,
    pub(super) values: V,
}

/// Writes the text in one piece, because some loggers write each piece separately.
impl Display for MessageText<'_, ValueSource<'_>> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        with_buffer(|text| {
            self.values.read(|values| {
                let event = self.event;
                MessageText { event, values }.write(text);
            });
            f.write_str(text)
        })
    }
}

/// Calls `write` with an empty string, whose memory the thread reuses.
fn with_buffer<R>(mut write: impl FnMut(&mut String) -> R) -> R {
    thread_local! {
        static BUFFER: RefCell<String> = const { RefCell::new(String::new()) };
    }
    let written = BUFFER.try_with(|buffer| {
        let mut text = buffer.try_borrow_mut().ok()?;
        if text.capacity() > MAX_CAPACITY {
            *text = String::new();
        }
        text.clear();
        Some(write(&mut text))
    });
    // The buffer is in use if a value logs while it is formatted, and it is gone when the thread ends.
    let written = written.ok().flatten();
    written.unwrap_or_else(|| write(&mut String::new()))
}

impl MessageText<'_, Values<'_>> {
    fn write(&self, out: &mut String) {
        let Event { callsite, kind, .. } = *self.event;
        match callsite.event(kind).message {
            Some(parts) => parts.iter().for_each(|part| self.write_part(out, part)),
            None => self.write_default(out),
        }
        if self.event.is_slow {
            out.push_str(" (slow)");
        }
    }

    fn write_default(&self, out: &mut String) {
        out.push_str(self.event.kind.as_str());
        out.push(' ');
        FunctionName::of(self.event).push_to(out);
        out.push('(');
        self.write_args(out);
        if self.event.kind == EventKind::Start {
            return out.push(')');
        }
        out.push_str(") in ");
        self.write_elapsed(out);
        if let Some(failure) = self.event.failure {
            out.push_str(": ");
            out.push_str(failure.get());
        } else if let Outcome::Returned(Some(value)) = self.event.outcome {
            out.push_str(" -> ");
            value.write(out, self.format());
        }
    }

    fn write_part(&self, out: &mut String, part: &MessagePart) {
        match part {
            MessagePart::Text(text) => out.push_str(text),
            MessagePart::Value(index) => self.values.write(*index, out, self.format()),
            MessagePart::Name => FunctionName::of(self.event).push_to(out),
            MessagePart::Args => self.write_args(out),
            MessagePart::Elapsed => self.write_elapsed(out),
            MessagePart::Error => {
                if let Some(failure) = self.event.failure {
                    out.push_str(failure.get());
                }
            }
            MessagePart::ErrorDebug => {
                if let Some(failure) = self.event.failure {
                    failure.push_debug(out);
                }
            }
            MessagePart::Ret => {
                if let Outcome::Returned(Some(value)) = self.event.outcome {
                    value.write(out, self.format());
                }
            }
            MessagePart::Recorded(name) => _ = self.write_recorded(out, name),
            MessagePart::Padded(part, pad) => {
                let mut text = String::new();
                self.write_part(&mut text, part);
                out.push_str(&pad(&text));
            }
        }
    }

    /// Appends `name=value, name=value`.
    fn write_args(&self, out: &mut String) {
        if self.event.has_recorded() {
            return self.write_args_and_recorded(out);
        }
        let format = self.format();
        for (index, name) in self.event.callsite.field_names().enumerate() {
            push_name(out, name, index == 0);
            self.values.write(index, out, format);
        }
    }

    /// The same with the fields that the body has recorded.
    #[cold]
    fn write_args_and_recorded(&self, out: &mut String) {
        let callsite = self.event.callsite;
        let mut is_first = true;
        for (index, name) in callsite.field_names().enumerate() {
            push_name(out, name, is_first);
            is_first = false;
            if !self.write_recorded(out, name) {
                self.values.write(index, out, self.format());
            }
        }
        self.event.visit_recorded(|name, value| {
            if callsite.field_names().all(|field| field != name) {
                push_name(out, name, is_first);
                is_first = false;
                value.write(out, self.format());
            }
        });
    }

    /// Appends the value that the body has recorded under this name. Returns whether there is one.
    #[cold]
    fn write_recorded(&self, out: &mut String, name: &str) -> bool {
        let mut is_recorded = false;
        self.event.visit_recorded(|other, value| {
            if other == name {
                value.write(out, self.format());
                is_recorded = true;
            }
        });
        is_recorded
    }

    /// Appends `1.20ms`, or `2.10s (busy 1.31ms)` for a future that was suspended.
    fn write_elapsed(&self, out: &mut String) {
        let Some(elapsed) = self.event.elapsed() else {
            return;
        };
        push_duration(out, elapsed);
        if let Some(busy) = self.event.busy.filter(|_| self.event.was_suspended) {
            out.push_str(" (busy ");
            push_duration(out, busy);
            out.push(')');
        }
    }

    fn format(&self) -> ValueFormat {
        ValueFormat::of(self.event.callsite)
    }
}

/// Appends `name=`, or `, name=` if the name is not the first.
fn push_name(out: &mut String, name: &str, is_first: bool) {
    if !is_first {
        out.push_str(", ");
    }
    out.push_str(name);
    out.push('=');
}
