//! The record of an event: its text and its key-values.

use std::fmt::{self, Display, Formatter, Write};
use std::time::Duration;

use log::Level;

use super::call::{Call, Polls};
use super::site::{Align, Event, Padding, Piece};
use super::span::Span;

/// What is known at the end of a call.
pub(crate) struct Ending<'a> {
    pub(crate) elapsed: Duration,
    pub(crate) polls: Option<Polls>,
    pub(crate) error: Option<&'a str>,
    pub(crate) error_debug: Option<&'a str>,
    pub(crate) ret: Option<&'a str>,
    /// Whether it took longer than it should.
    pub(crate) slow: bool,
}

/// Hands the record of an event to the logger, where it has a level.
pub(crate) fn write(
    call: &Call,
    event: Event,
    level: Option<Level>,
    span: Span,
    ending: Option<&Ending<'_>>,
) {
    let site = call.site;
    let Some(level) = level else { return };
    let text = Text {
        call,
        event,
        ending,
    };
    let mut builder = log::Record::builder();
    builder
        .level(level)
        .target(site.target())
        .module_path_static(Some(site.module))
        .file_static(Some(site.file))
        .line(Some(site.line));
    #[cfg(feature = "kv")]
    let key_values = super::key_values::KeyValues::of(call, event, span, ending);
    #[cfg(feature = "kv")]
    builder.key_values(&key_values);
    #[cfg(feature = "logger")]
    super::told::tell(super::told::Told {
        site,
        name: call.name,
        event,
        span,
        elapsed: ending.map(|ending| ending.elapsed),
        busy: ending
            .and_then(|ending| ending.polls)
            .map(|polls| polls.busy),
    });
    #[cfg(not(any(feature = "kv", feature = "logger")))]
    let _ = span;
    log::logger().log(&builder.args(format_args!("{text}")).build());
}

/// The message of an event.
struct Text<'a> {
    call: &'a Call,
    event: Event,
    ending: Option<&'a Ending<'a>>,
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
        write!(
            f,
            "{} {}({})",
            self.event.word(),
            self.call.name,
            Args(self.call)
        )?;
        let Some(ending) = self.ending else {
            return Ok(());
        };
        write!(f, " in {ending}")?;
        match (ending.error, ending.ret) {
            (Some(error), _) => write!(f, ": {error}"),
            (None, Some(ret)) => write!(f, " -> {ret}"),
            (None, None) => Ok(()),
        }
    }

    fn pieces(&self, pieces: &[Piece], f: &mut Formatter<'_>) -> fmt::Result {
        let mut values = self.call.notes.message(self.event);
        for piece in pieces {
            match piece {
                Piece::Value => f.write_str(values.next().unwrap_or_default())?,
                piece => write!(f, "{}", Known { text: self, piece })?,
            }
        }
        Ok(())
    }
}

/// A piece of a message that says something of the call.
struct Known<'a> {
    text: &'a Text<'a>,
    piece: &'a Piece,
}

impl Display for Known<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Text { call, ending, .. } = self.text;
        match self.piece {
            Piece::Text(text) => f.write_str(text),
            Piece::Value => Ok(()),
            Piece::Name => write!(f, "{}", call.name),
            Piece::Args => write!(f, "{}", Args(call)),
            Piece::Elapsed => ending.map_or(Ok(()), |ending| write!(f, "{ending}")),
            Piece::Error => f.write_str(ending.and_then(|ending| ending.error).unwrap_or_default()),
            Piece::ErrorDebug => {
                let error = ending.and_then(|ending| ending.error_debug.or(ending.error));
                f.write_str(error.unwrap_or_default())
            }
            Piece::Ret => f.write_str(ending.and_then(|ending| ending.ret).unwrap_or_default()),
            Piece::Padded(piece, padding) => {
                let known = Known {
                    text: self.text,
                    piece,
                };
                padded(&known.to_string(), *padding, f)
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

/// `name=value, name=value`.
struct Args<'a>(&'a Call);

impl Display for Args<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let names = self.0.site.args.iter();
        for (at, (name, value)) in names.zip(self.0.notes.args()).enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}{name}={value}")?;
        }
        Ok(())
    }
}

/// `1.20ms`, or `2.10s (busy 1.31ms)` for a future that had to wait.
impl Display for Ending<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2?}", self.elapsed)?;
        match self.polls {
            Some(polls) if polls.suspended => write!(f, " (busy {:.2?})", polls.busy),
            _ => Ok(()),
        }
    }
}
