//! The record of an event: its text and its key-values.

use std::cell::RefCell;
use std::fmt::{self, Display, Formatter};

use log::Level;

use crate::sys::Instant;

use crate::call::lifecycle::{Call, Polls};
use crate::call::open::MAX_TEXT;
use crate::callsite::{Align, Event, Padding, Piece, passes};
use crate::context::thread::away;
use crate::event::duration;
use crate::field::facts::Source;
use crate::outcome::classify::{Failure, Outcome};
use crate::outcome::error_text;

/// What is known at the end of a call.
pub(crate) struct Ending<'a> {
    pub(crate) at: Instant,
    pub(crate) outcome: &'a Outcome<'a>,
    /// How it got there, where it is a future.
    pub(crate) polls: Option<&'a Polls>,
    /// Whether it took longer than it should.
    pub(crate) slow: bool,
}

impl<'a> Ending<'a> {
    pub(crate) fn of(outcome: &'a Outcome<'a>, polls: Option<&'a Polls>) -> Self {
        let last_poll = polls.and_then(|polls| polls.last);
        Ending {
            at: last_poll.unwrap_or_else(Instant::now),
            outcome,
            polls,
            slow: false,
        }
    }
}

/// Hands the record of an event to the logger, where it has a level that gets there. Nothing is formatted here: the
/// logger does that, if it wants the text.
#[inline]
pub(crate) fn write(
    call: &Call,
    event: Event,
    level: Option<Level>,
    source: &Source<'_>,
    ending: Option<&Ending<'_>>,
) {
    let text = Text {
        call,
        event,
        source,
        ending,
    };
    if let Some(level) = level.filter(|&level| passes(level)) {
        away(|| log(&text, level));
    }
}

#[inline(never)]
fn log(text: &Text<'_>, level: Level) {
    let site = text.call.site;
    let mut record = log::Record::builder();
    record
        .level(level)
        .target(site.target())
        .module_path_static(Some(site.module.path))
        .file_static(Some(site.module.file))
        .line(Some(site.line));
    #[cfg(feature = "kv")]
    let key_values = crate::event::key_values::KeyValues::of(text);
    #[cfg(feature = "kv")]
    record.key_values(&key_values);
    log::logger().log(&record.args(format_args!("{text}")).build());
}

/// The message of an event.
pub(crate) struct Text<'a> {
    pub(crate) call: &'a Call,
    pub(crate) event: Event,
    pub(crate) source: &'a Source<'a>,
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
fn with_scratch<R>(mut write: impl FnMut(&mut String) -> R) -> R {
    thread_local! {
        static KEPT: RefCell<String> = const { RefCell::new(String::new()) };
    }
    let written = KEPT.try_with(|kept| {
        let mut text = kept.try_borrow_mut().ok()?;
        if text.capacity() > MAX_TEXT {
            *text = String::new();
        }
        text.clear();
        Some(write(&mut text))
    });
    // While a thread ends there is nothing kept any more, and what is in use is not handed out twice.
    let written = written.ok().flatten();
    written.unwrap_or_else(|| write(&mut String::new()))
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
        match ending.outcome {
            Outcome::Failed(..) => {
                out.push_str(": ");
                self.write_error(out);
            }
            Outcome::Done(Some(_)) => {
                out.push_str(" -> ");
                self.write_ret(out);
            }
            Outcome::Done(None) => {}
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
        duration::write(out, self.call.elapsed(ending));
        if let Some(polls) = ending.polls.filter(|polls| polls.suspended) {
            out.push_str(" (busy ");
            duration::write(out, polls.busy);
            out.push(')');
        }
    }

    /// The failure that the record is of, if it is of one.
    pub(crate) fn failure(&self) -> Option<Failure<'_>> {
        match *self.ending?.outcome {
            Outcome::Failed(failure, _) => Some(failure),
            Outcome::Done(_) => None,
        }
    }

    pub(crate) fn write_error(&self, out: &mut String) {
        if let Some(failure) = self.failure() {
            error_text::write(out, failure, self.call.site.max_len);
        }
    }

    fn write_error_debug(&self, out: &mut String) {
        if let Some(failure) = self.failure() {
            error_text::write_debug(out, failure, self.call.site.max_len);
        }
    }

    fn write_ret(&self, out: &mut String) {
        let outcome = self.ending.map(|ending| ending.outcome);
        if let Some(Outcome::Done(Some(ret))) = outcome {
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
