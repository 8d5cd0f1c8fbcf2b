//! What came of a call, and what ends show about a function.

use crate::read::record::{Event, Record};

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    Done,
    Error,
    Panic,
    Cancel,
    /// The call never ended.
    Open,
    /// The call ended, but no record says so.
    NotRecorded,
}

impl Outcome {
    /// The outcome of a call that ended with an event.
    #[inline]
    pub fn of(event: Event) -> Self {
        match event {
            Event::Error => Self::Error,
            Event::Panic => Self::Panic,
            Event::Cancel => Self::Cancel,
            _ => Self::Done,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Error => "error",
            Self::Panic => "panic",
            Self::Cancel => "cancel",
            Self::Open => "open",
            Self::NotRecorded => "end not recorded",
        }
    }

    pub fn is_failure(self) -> bool {
        matches!(self, Self::Error | Self::Panic)
    }

    pub fn is_recorded(self) -> bool {
        !matches!(self, Self::Open | Self::NotRecorded)
    }
}

/// What is known about a function.
#[derive(Clone, Copy, Debug, Default)]
pub struct Traits {
    pub has_done: bool,
    pub is_async: bool,
    /// Calls without an end whose thread went on.
    pub unproven: u32,
}

impl Traits {
    /// Adds what the end of a call shows. Returns whether that is new.
    #[inline]
    pub fn add_end(&mut self, record: &Record) -> bool {
        let is_new =
            record.event == Event::Done && !self.has_done || record.has_busy && !self.is_async;
        self.has_done |= record.event == Event::Done;
        self.is_async |= record.has_busy;
        is_new
    }
}
