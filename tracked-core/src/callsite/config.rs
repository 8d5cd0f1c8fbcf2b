//! The values of the options that change a function's records.

use log::Level;

use super::event_kind::EventKind;
use super::message::MessagePart;

/// The options of a function, each with its default if it is not given.
pub struct Config {
    /// The target of the records. `None` is the module path.
    pub target: Option<&'static str>,
    /// The name of the function in the records. `None` is its own name.
    pub name: Option<&'static str>,
    /// The names of the fields, if one is a path to a constant or contains a comma.
    pub fields: Option<&'static [&'static str]>,
    /// The length in bytes at which a value is truncated.
    pub max_len: usize,
    /// The names that are redacted in addition to those of secrets, or `None` if nothing is redacted by its name.
    pub redacted: Option<&'static [&'static str]>,
    /// A call that takes at least this many nanoseconds is slow.
    pub slow: Option<u64>,
    /// The share of the calls whose `start` and `done` are logged, from 0 to 1.
    pub sample: f64,
    pub start: EventConfig,
    pub done: EventConfig,
    pub error: EventConfig,
    pub panic: EventConfig,
    pub cancel: EventConfig,
}

/// The level and the message of one event.
pub struct EventConfig {
    /// `None` turns the event off.
    pub level: Option<Level>,
    /// `None` is the default message.
    pub message: Option<&'static [MessagePart]>,
    /// The level of a failure that a callee has logged, if the option `again` sets one; its `None` turns it off.
    pub again: Option<Option<Level>>,
}

impl Config {
    pub const DEFAULT: Self = Config {
        target: None,
        name: None,
        fields: None,
        max_len: 256,
        redacted: Some(&[]),
        slow: None,
        sample: 1.0,
        start: EventConfig::START,
        done: EventConfig::DONE,
        error: EventConfig::ERROR,
        panic: EventConfig::PANIC,
        cancel: EventConfig::CANCEL,
    };

    /// The level of the `done` event of a slow call, if a call can be slow.
    #[inline]
    pub(crate) fn slow_level(&self) -> Option<Level> {
        self.slow.map(|_| Level::Warn)
    }

    pub(crate) fn event(&self, kind: EventKind) -> &EventConfig {
        match kind {
            EventKind::Start => &self.start,
            EventKind::Done => &self.done,
            EventKind::Error => &self.error,
            EventKind::Panic => &self.panic,
            EventKind::Cancel => &self.cancel,
        }
    }
}

impl EventConfig {
    pub const START: Self = Self::at(Level::Info);
    pub const DONE: Self = Self::at(Level::Info);
    pub const ERROR: Self = Self::at(Level::Error);
    pub const PANIC: Self = Self::at(Level::Error);
    pub const CANCEL: Self = Self::at(Level::Warn);

    const fn at(level: Level) -> Self {
        EventConfig {
            level: Some(level),
            message: None,
            again: None,
        }
    }
}
