//! What is known of an annotated function before it runs: written down once by the macro, as a constant.

use std::ops::Deref;

use log::{Level, LevelFilter, Metadata};

use crate::context::thread::away;

/// An annotated function.
///
/// There is one for each, so it holds little beside what is the function's own: each address in it costs a program
/// four times its size.
pub struct Site {
    pub module: &'static Module,
    pub line: u32,
    /// The arguments and fields that are shown.
    pub args: Names,
    /// What was asked for, where that is anything.
    pub options: Option<&'static Options>,
}

/// Where a function stands, which is the same for all of a module.
pub struct Module {
    pub path: &'static str,
    pub file: &'static str,
}

/// The module that this is written in.
#[doc(hidden)]
#[macro_export]
macro_rules! __tracked_module {
    () => {
        &$crate::__private::Module {
            path: $crate::__private::module_path!(),
            file: $crate::__private::file!(),
        }
    };
}

/// What a function was asked to do beyond the usual.
pub struct Options {
    /// The target of the records, where that is not the module.
    pub target: Option<&'static str>,
    /// What the function is called, where that is not its own name.
    pub name: Option<&'static str>,
    /// Where a value is cut, in bytes.
    pub max_len: usize,
    /// In nanoseconds, what is too long for a call.
    pub slow: Option<u64>,
    /// The share of the calls that have their `start` and `done` reported.
    pub sample: f64,
    pub start: Report,
    pub done: Report,
    pub error: Report,
    pub panic: Report,
    pub cancel: Report,
    pub rest: Rest,
}

/// Names in a row.
#[derive(Clone)]
pub enum Names {
    /// With a comma between them.
    Joined(&'static str),
    /// Where one is a constant of the user's, or has a comma in it.
    Each(&'static [&'static str]),
}

impl Iterator for Names {
    type Item = &'static str;

    #[inline]
    fn next(&mut self) -> Option<&'static str> {
        match self {
            Names::Joined("") => None,
            Names::Joined(names) => {
                let end = names.bytes().position(|byte| byte == b',');
                let (name, rest) = match end {
                    Some(end) => (&names[..end], &names[end + 1..]),
                    None => (*names, ""),
                };
                *names = rest;
                Some(name)
            }
            Names::Each(names) => {
                let (name, rest) = names.split_first()?;
                *names = rest;
                Some(name)
            }
        }
    }
}

/// Never written, so that there always is something to fill in: clippy minds a `..DEFAULT` that adds nothing.
pub struct Rest;

/// Whether no level is compiled into the program: then nothing of the tracking is to be left in it either.
pub(crate) const IS_COMPILED_OUT: bool = matches!(log::STATIC_MAX_LEVEL, LevelFilter::Off);

/// What may happen to a call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Event {
    Start,
    Done,
    Error,
    Panic,
    Cancel,
}

/// How an event is reported.
pub struct Report {
    /// The level of its record, or none where no record is wanted.
    pub level: Option<Level>,
    /// Its message, where that is not the default.
    pub text: Option<&'static [Piece]>,
    pub rest: Rest,
}

/// A piece of a message.
pub enum Piece {
    Text(&'static str),
    /// The next of the values that were rendered before the body ran.
    Value,
    Name,
    Args,
    Elapsed,
    Error,
    /// The error by `Debug`, where that is to be had beside its text.
    ErrorDebug,
    Ret,
    Padded(&'static Piece, Padding),
}

impl Piece {
    fn is_error_debug(&self) -> bool {
        match self {
            Piece::Padded(piece, _) => piece.is_error_debug(),
            piece => matches!(piece, Piece::ErrorDebug),
        }
    }
}

/// `{:fill<width.precision}`.
#[derive(Clone, Copy)]
pub struct Padding {
    pub fill: char,
    pub align: Align,
    pub width: usize,
    pub precision: Option<usize>,
}

#[derive(Clone, Copy)]
pub enum Align {
    Left,
    Center,
    Right,
}

impl Site {
    /// Whether no event of this function can leave a record. The site is a constant: what remains of this in the
    /// machine code is one load and one comparison, and nothing where the levels are compiled out.
    #[inline]
    pub(crate) fn is_off(&self) -> bool {
        !self.passes(log::STATIC_MAX_LEVEL) || !self.passes(log::max_level())
    }

    #[inline]
    fn passes(&self, filter: LevelFilter) -> bool {
        let passes = |level: Option<Level>| level.is_some_and(|level| level <= filter);
        passes(self.error.level)
            || passes(self.panic.level)
            || passes(self.cancel.level)
            || passes(self.done.level)
            || passes(self.start.level)
            || passes(self.slow_level())
    }

    /// Whether the logger takes a record of this function at this level.
    #[inline]
    pub(crate) fn is_on(&self, level: Option<Level>) -> bool {
        level.is_some_and(|level| passes(level) && self.is_wanted(level))
    }

    #[inline(never)]
    fn is_wanted(&self, level: Level) -> bool {
        let target = self.target();
        let metadata = Metadata::builder().level(level).target(target).build();
        away(|| log::logger().enabled(&metadata))
    }

    pub(crate) fn target(&self) -> &'static str {
        self.target.unwrap_or(self.module.path)
    }

    /// Whether the message of an error shows its `Debug`.
    pub(crate) fn shows_error_debug(&self) -> bool {
        let pieces = self.error.text.unwrap_or_default();
        pieces.iter().any(Piece::is_error_debug)
    }

    pub(crate) fn report(&self, event: Event) -> &Report {
        match event {
            Event::Start => &self.start,
            Event::Done => &self.done,
            Event::Error => &self.error,
            Event::Panic => &self.panic,
            Event::Cancel => &self.cancel,
        }
    }
}

impl Options {
    pub const DEFAULT: Self = Options {
        target: None,
        name: None,
        max_len: 256,
        slow: None,
        sample: 1.0,
        start: Report::START,
        done: Report::DONE,
        error: Report::ERROR,
        panic: Report::PANIC,
        cancel: Report::CANCEL,
        rest: Rest,
    };

    /// The level at which a call that takes too long is told, where any does.
    #[inline]
    pub(crate) fn slow_level(&self) -> Option<Level> {
        self.slow.map(|_| Level::Warn)
    }
}

impl Deref for Site {
    type Target = Options;

    #[inline]
    fn deref(&self) -> &Options {
        self.options.unwrap_or(&Options::DEFAULT)
    }
}

/// Whether a record of this level gets as far as the logger.
#[inline]
pub(crate) fn passes(level: Level) -> bool {
    level <= log::STATIC_MAX_LEVEL && level <= log::max_level()
}

impl Event {
    pub(crate) const ALL: [Self; 5] = [
        Self::Start,
        Self::Done,
        Self::Error,
        Self::Panic,
        Self::Cancel,
    ];

    /// The word that a record says it with.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Event::Start => "start",
            Event::Done => "done",
            Event::Error => "error",
            Event::Panic => "panic",
            Event::Cancel => "cancel",
        }
    }
}

impl Report {
    pub const START: Self = Self::at(Level::Info);
    pub const DONE: Self = Self::at(Level::Info);
    pub const ERROR: Self = Self::at(Level::Error);
    pub const PANIC: Self = Self::at(Level::Error);
    pub const CANCEL: Self = Self::at(Level::Warn);

    const fn at(level: Level) -> Self {
        Report {
            level: Some(level),
            text: None,
            rest: Rest,
        }
    }
}
