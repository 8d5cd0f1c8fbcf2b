//! The records of a call: the level and the message of each event.

use super::message::{Message, MessageValue, ValueIndex, parse};
use super::patterns::Binding;
use crate::expand::args::{Args, EventKind, Level};
use crate::expand::mistakes::Mistakes;

/// The configuration of one event.
pub struct EventPlan<'a> {
    pub kind: EventKind,
    /// `None` for the default of the runtime.
    pub level: Option<&'a Level>,
    pub message: Option<Message>,
}

/// The events in the order of [`EventKind::ALL`].
pub struct Events<'a>(pub [EventPlan<'a>; 5]);

impl<'a> Events<'a> {
    pub fn new(args: &'a Args, bindings: &[Binding], mistakes: &mut Mistakes) -> Self {
        Events(EventKind::ALL.map(|kind| EventPlan {
            kind,
            level: level(args, kind),
            message: parse(args, bindings, kind, mistakes),
        }))
    }

    pub fn of(&mut self, kind: EventKind) -> &mut EventPlan<'a> {
        &mut self.0[kind as usize]
    }

    pub fn message(&self, kind: EventKind) -> Option<&Message> {
        self.0[kind as usize].message.as_ref()
    }

    /// Whether any message uses the value.
    pub fn use_value(&self, source: ValueIndex) -> bool {
        self.values().any(|value| value.uses(source))
    }

    /// The values of all messages.
    pub fn values(&self) -> impl Iterator<Item = &MessageValue> {
        let messages = self.0.iter().filter_map(|event| event.message.as_ref());
        messages.flat_map(Message::values)
    }
}

fn level(args: &Args, kind: EventKind) -> Option<&Level> {
    let of_function = args.level.as_ref();
    let of_ret = args.ret.as_ref().and_then(|ret| ret.level.as_ref());
    args.event(kind).level.as_ref().or(match kind {
        EventKind::Start => of_function,
        EventKind::Done => of_ret.or(of_function),
        EventKind::Error | EventKind::Panic | EventKind::Cancel => None,
    })
}
