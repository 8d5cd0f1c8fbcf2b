//! The five events of a call.

use crate::log_format::events;

/// The kind of an event.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum EventKind {
    Start,
    Done,
    Error,
    Panic,
    Cancel,
}

impl EventKind {
    pub(crate) const ALL: [Self; 5] = [
        Self::Start,
        Self::Done,
        Self::Error,
        Self::Panic,
        Self::Cancel,
    ];

    /// The word for the event in messages and key-values.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            EventKind::Start => events::START,
            EventKind::Done => events::DONE,
            EventKind::Error => events::ERROR,
            EventKind::Panic => events::PANIC,
            EventKind::Cancel => events::CANCEL,
        }
    }
}
