//! The record of an event: its text and its key-values.

use std::cell::Cell;
use std::fmt::{self, Display, Formatter};
use std::time::Instant;

use log::Level;

use super::call::Call;
use super::elapsed;
use super::facts::Source;
use super::failure;
use super::kind::Failure;
use super::opened::MAX_TEXT;
use super::render::away;
use super::site::{Align, Event, Padding, Piece, passes};
use super::value::Shown;

/// What is known at the end of a call.
pub(crate) struct Ending<'a> {
    pub(crate) at: Instant,
    pub(crate) failure: Option<Failure<'a>>,
    pub(crate) ret: Option<Shown<'a>>,
    /// Whether it took longer than it should.
    pub(crate) slow: bool,
}

impl<'a> Ending<'a> {
    pub(crate) fn now(failure: Option<Failure<'a>>, ret: Option<Shown<'a>>) -> Self {
        Ending {
            at: Instant::now(),
            failure,
            ret,
            slow: false,
        }
    }
}

/// Hands the record of an event to the logger, where it has a level that gets there. Nothing is formatted here: the
/// logger does that, if it wants the text.
pub(crate) fn write(
    call: &Call,
    event: Event,
    level: Option<Level>,
    source: Source<'_>,
    ending: Option<&Ending<'_>>,
) {
    let text = Text {
        call,
        event,
        source,
        ending,
    };
    if let Some(level) = level.filter(|&level| passes(level)) {
        away(|| log(text, level));
    }
}

fn log(text: Text<'_>, level: Level) {
    let site = text.call.site;
    let mut record = log::Record::builder();
    record
        .level(level)
        .target(site.target())
        .module_path_static(Some(site.module))
        .file_static(Some(site.file))
        .line(Some(site.line));
    #[cfg(feature = "kv")]
    let key_values = super::key_values::KeyValues::of(text);
    #[cfg(feature = "kv")]
    record.key_values(&key_values);
    #[cfg(feature = "logger")]
    super::told::tell(&text);
    log::logger().log(&record.args(format_args!("{text}")).build());
}

/// The message of an event.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) call: &'a Call,
    pub(crate) event: Event,
    pub(crate) source: Source<'a>,
    pub(crate) ending: Option<&'a Ending<'a>>,
}

/// In one piece, for loggers that write each piece where they get it.
impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        with_scratch(|text| {
            self.write(text);
            f.write_str(text)
        })
    }
}

/// Hands out an empty string, whose memory is the thread's for the next one.
fn with_scratch<R>(write: impl FnOnce(&mut String) -> R) -> R {
    thread_local! {
        static KEPT: Cell<String> = const { Cell::new(String::new()) };
    }
    // While a thread ends there is nothing kept any more.
    let mut text = KEPT.try_with(Cell::take).unwrap_or_default();
    let result = write(&mut text);
    if text.capacity() <= MAX_TEXT {
        text.clear();
        let _ = KEPT.try_with(|kept| kept.set(text));
    }
    result
}

impl Text<'_> {
    fn write(&self, out: &mut String) {
        match self.call.site.report(self.event).text {
            Some(pieces) => self.write_pieces(out, pieces),
            None => self.write_default(out),
        }
        if self.ending.is_some_and(|ending| ending.slow) {
            out.push_str(" (slow)");
        }
    }

    fn write_default(&self, out: &mut String) {
        out.push_str(self.event.word());
        out.push(' ');
        self.call.name().write(out);
        out.push('(');
        self.source.write_args(out, self.call.site);
        out.push(')');
        let Some(ending) = self.ending else { return };
        out.push_str(" in ");
        self.write_elapsed(out);
        if ending.failure.is_some() {
            out.push_str(": ");
            self.write_error(out);
        } else if ending.ret.is_some() {
            out.push_str(" -> ");
            self.write_ret(out);
        }
    }

    fn write_pieces(&self, out: &mut String, pieces: &[Piece]) {
        let mut number = 0;
        for piece in pieces {
            if let Piece::Value = piece {
                self.source
                    .write_value(out, self.event, number, self.call.site);
                number += 1;
            } else {
                self.write_piece(out, piece);
            }
        }
    }

    /// Appends what a piece says of the call.
    fn write_piece(&self, out: &mut String, piece: &Piece) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Value => {}
            Piece::Name => self.call.name().write(out),
            Piece::Args => self.source.write_args(out, self.call.site),
            Piece::Elapsed => self.write_elapsed(out),
            Piece::Error => self.write_error(out),
            Piece::ErrorDebug => self.write_error_debug(out),
            Piece::Ret => self.write_ret(out),
            Piece::Padded(piece, padding) => {
                let mut text = String::new();
                self.write_piece(&mut text, piece);
                write_padded(out, &text, *padding);
            }
        }
    }

    /// `1.20ms`, or `2.10s (busy 1.31ms)` for a future that had to wait.
    fn write_elapsed(&self, out: &mut String) {
        let Some(ending) = self.ending else { return };
        elapsed::write(out, self.call.elapsed(ending));
        if let Some(polls) = self.call.polls.filter(|polls| polls.suspended) {
            out.push_str(" (busy ");
            elapsed::write(out, polls.busy);
            out.push(')');
        }
    }

    pub(crate) fn write_error(&self, out: &mut String) {
        if let Some(failure) = self.ending.and_then(|ending| ending.failure) {
            failure::write(out, failure, self.call.site.max_len);
        }
    }

    fn write_error_debug(&self, out: &mut String) {
        if let Some(failure) = self.ending.and_then(|ending| ending.failure) {
            failure::write_debug(out, failure, self.call.site.max_len);
        }
    }

    fn write_ret(&self, out: &mut String) {
        if let Some(ret) = self.ending.and_then(|ending| ending.ret) {
            ret.write(out, self.call.site.max_len);
        }
    }
}

/// Appends a text as `{:fill<width.precision}` writes it.
fn write_padded(out: &mut String, text: &str, padding: Padding) {
    let Padding {
        fill,
        align,
        width,
        precision,
    } = padding;
    let text: String = text.chars().take(precision.unwrap_or(usize::MAX)).collect();
    let room = width.saturating_sub(text.chars().count());
    let before = match align {
        Align::Left => 0,
        Align::Center => room / 2,
        Align::Right => room,
    };
    out.extend(std::iter::repeat_n(fill, before));
    out.push_str(&text);
    out.extend(std::iter::repeat_n(fill, room - before));
}
