//! The record of an event: its text and its key-values.

use std::fmt::{self, Display, Formatter, Write};
use std::time::Instant;

use log::Level;

use super::call::Call;
use super::elapsed::Elapsed;
use super::facts::Told;
use super::failure;
use super::kind::Failure;
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

/// Hands the record of an event to the logger, where it has a level that gets there. Nothing is formatted here: the
/// logger does that, if it wants the text.
pub(crate) fn write(
    call: &Call,
    event: Event,
    level: Option<Level>,
    told: Told<'_>,
    ending: Option<&Ending<'_>>,
) {
    let text = Text {
        call,
        event,
        told,
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
    pub(crate) told: Told<'a>,
    pub(crate) ending: Option<&'a Ending<'a>>,
}

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.call.site.report(self.event).text {
            Some(pieces) => self.pieces(pieces, f)?,
            None => self.default(f)?,
        }
        match self.ending {
            Some(ending) if ending.slow => f.write_str(" (slow)"),
            _ => Ok(()),
        }
    }
}

impl Text<'_> {
    fn default(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.event.word())?;
        f.write_str(" ")?;
        self.call.name().fmt(f)?;
        f.write_str("(")?;
        self.told.write_args(self.call.site, f)?;
        f.write_str(")")?;
        let Some(ending) = self.ending else {
            return Ok(());
        };
        f.write_str(" in ")?;
        self.elapsed(f)?;
        if ending.failure.is_some() {
            f.write_str(": ")?;
            self.error(f)
        } else if ending.ret.is_some() {
            f.write_str(" -> ")?;
            self.ret(f)
        } else {
            Ok(())
        }
    }

    fn pieces(&self, pieces: &[Piece], f: &mut Formatter<'_>) -> fmt::Result {
        let mut values = 0..;
        for piece in pieces {
            let number = matches!(piece, Piece::Value)
                .then(|| values.next())
                .flatten();
            match number {
                Some(number) => {
                    self.told
                        .write_value(self.event, number, self.call.site, f)?;
                }
                None => Known { text: self, piece }.fmt(f)?,
            }
        }
        Ok(())
    }

    /// `1.20ms`, or `2.10s (busy 1.31ms)` for a future that had to wait.
    fn elapsed(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Some(ending) = self.ending else {
            return Ok(());
        };
        Elapsed(self.call.elapsed(ending)).fmt(f)?;
        match self.call.polls {
            Some(polls) if polls.suspended => write!(f, " (busy {})", Elapsed(polls.busy)),
            _ => Ok(()),
        }
    }

    pub(crate) fn error(&self, out: &mut dyn Write) -> fmt::Result {
        let failure = self.ending.and_then(|ending| ending.failure);
        failure.map_or(Ok(()), |failure| {
            failure::write(out, failure, self.call.site.max_len)
        })
    }

    fn error_debug(&self, out: &mut dyn Write) -> fmt::Result {
        let failure = self.ending.and_then(|ending| ending.failure);
        failure.map_or(Ok(()), |failure| {
            failure::write_debug(out, failure, self.call.site.max_len)
        })
    }

    fn ret(&self, out: &mut dyn Write) -> fmt::Result {
        let ret = self.ending.and_then(|ending| ending.ret);
        ret.map_or(Ok(()), |ret| ret.write(out, self.call.site.max_len))
    }
}

/// A piece of a message that says something of the call.
struct Known<'a> {
    text: &'a Text<'a>,
    piece: &'a Piece,
}

impl Display for Known<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text = self.text;
        match self.piece {
            Piece::Text(text) => f.write_str(text),
            Piece::Value => Ok(()),
            Piece::Name => text.call.name().fmt(f),
            Piece::Args => text.told.write_args(text.call.site, f),
            Piece::Elapsed => text.elapsed(f),
            Piece::Error => text.error(f),
            Piece::ErrorDebug => text.error_debug(f),
            Piece::Ret => text.ret(f),
            Piece::Padded(piece, padding) => {
                padded(&Known { text, piece }.to_string(), *padding, f)
            }
        }
    }
}

/// Writes a text as `{:fill<width.precision}` does.
fn padded(text: &str, padding: Padding, f: &mut Formatter<'_>) -> fmt::Result {
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
    (0..before).try_for_each(|_| f.write_char(fill))?;
    f.write_str(&text)?;
    (before..room).try_for_each(|_| f.write_char(fill))
}
