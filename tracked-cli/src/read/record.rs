//! A record of the log, with references into the block that contains its line.

/// A range of bytes in a block.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Range {
    pub start: u32,
    pub len: u32,
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

    pub fn is_empty(self) -> bool {
        self.len == 0
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
    pub fn parse(name: &[u8]) -> Self {
        match name {
            b"start" => Self::Start,
            b"done" => Self::Done,
            b"error" => Self::Error,
            b"panic" => Self::Panic,
            b"cancel" => Self::Cancel,
            b"run" => Self::Run,
            _ => Self::Message,
        }
    }

    pub fn is_end(self) -> bool {
        matches!(self, Self::Done | Self::Error | Self::Panic | Self::Cancel)
    }
}

/// A record. Numbers that are absent are zero, texts that are absent are empty.
///
/// Texts of `Json` are as in the line: with the escapes of JSON, without the quotes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Record {
    /// Nanoseconds since 1970.
    pub time: i64,
    pub event: Event,
    /// Whether the texts have the escapes of JSON.
    pub is_json: bool,
    pub has_busy: bool,
    pub pid: u32,
    pub tid: u64,
    pub elapsed: u64,
    pub trace: u128,
    pub span: u64,
    pub parent: u64,
    pub origin: u64,
    /// Of `function`; computed by the threads that read.
    pub function_hash: u64,
    /// The line of a record of JSON.
    pub line: Range,
    pub level: Range,
    pub function: Range,
    pub thread: Range,
    pub error_type: Range,
    pub error: Range,
    pub target: Range,
    /// An object, with its braces.
    pub fields: Range,
    pub message: Range,
}
