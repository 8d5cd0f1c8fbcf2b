//! A record of the log, with references into the block that contains its line.

use memchr::memrchr;
use tracked_core::Level;
use tracked_core::log_format::events;

use super::{json, text};

/// A range of bytes in a block.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Range {
    start: u32,
    len: u32,
}

impl Range {
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            len: u32::try_from(end.saturating_sub(start)).unwrap_or(0),
        }
    }

    /// The bytes of the range, or none if the range is not part of the block.
    pub fn of(self, block: &[u8]) -> &[u8] {
        let start = self.start as usize;
        block
            .get(start..start + self.len as usize)
            .unwrap_or_default()
    }
}

/// What a record says.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Event {
    /// A record of the application, or of the logger itself.
    #[default]
    Message,
    /// The first record of a process.
    Run,
    Start,
    Done,
    Error,
    Panic,
    Cancel,
}

impl Event {
    /// All events that have a name.
    pub const NAMED: [(&str, Self); 6] = [
        (events::START, Self::Start),
        (events::DONE, Self::Done),
        (events::ERROR, Self::Error),
        (events::PANIC, Self::Panic),
        (events::CANCEL, Self::Cancel),
        (events::RUN, Self::Run),
    ];

    pub fn is_end(self) -> bool {
        matches!(self, Self::Done | Self::Error | Self::Panic | Self::Cancel)
    }
}

/// The number of the function of a record without a function.
pub const NO_FUNCTION: u32 = u32::MAX;

/// A record. Numbers that are absent are zero.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// Nanoseconds since 1970.
    pub time: i64,
    pub elapsed: u64,
    pub span: u64,
    pub parent: u64,
    pub origin: u64,
    /// The number of the function's name.
    pub function: u32,
    /// The number of the thread, which also determines the process.
    pub thread: u32,
    /// The number of the line in its block.
    pub line: u32,
    pub event: Event,
    pub level: Option<Level>,
    /// Whether the line is one of `Json`, and not of `Text` or `Tree`.
    pub is_json: bool,
    pub has_busy: bool,
    /// Whether the call is part of the sums of its block: the record only says when the call's caller waited.
    pub is_summed: bool,
    /// The digits of the trace id.
    pub(super) trace: Range,
    /// The part of the line that [`texts`](Self::texts) reads.
    pub(super) rest: Range,
}

impl Default for Record {
    fn default() -> Self {
        Self {
            time: 0,
            elapsed: 0,
            span: 0,
            parent: 0,
            origin: 0,
            function: NO_FUNCTION,
            thread: 0,
            line: 0,
            event: Event::Message,
            level: None,
            is_json: false,
            has_busy: false,
            is_summed: false,
            trace: Range::default(),
            rest: Range::default(),
        }
    }
}

impl Record {
    pub fn trace(&self, block: &[u8]) -> u128 {
        json::id(self.trace.of(block)).unwrap_or(0)
    }

    /// The line of a record of `Json`, as in the log or rewritten.
    pub fn json<'a>(&self, block: &'a [u8]) -> &'a [u8] {
        let rest = self.rest.start as usize;
        let start = memrchr(b'\n', block.get(..rest).unwrap_or_default()).map_or(0, |at| at + 1);
        block
            .get(start..rest + self.rest.len as usize)
            .unwrap_or_default()
    }

    /// The members that most commands need of few records only.
    pub fn texts<'a>(&self, block: &'a [u8]) -> Texts<'a> {
        let rest = self.rest.of(block);
        if self.is_json {
            json::texts(rest).unwrap_or_default()
        } else {
            text::texts(rest)
        }
    }
}

/// Texts of a record; those that are absent are empty.
///
/// Texts of `Json` are as in the line: with the escapes of JSON, without the quotes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Texts<'a> {
    pub thread: &'a [u8],
    pub error_type: &'a [u8],
    pub error: &'a [u8],
    pub target: &'a [u8],
    pub file: &'a [u8],
    pub line: &'a [u8],
    /// An object of JSON; in `Text` and `Tree`, the arguments as in the message.
    pub fields: &'a [u8],
    /// A value of JSON.
    pub returned: &'a [u8],
    pub message: &'a [u8],
}
