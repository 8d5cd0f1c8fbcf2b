//! The record of an event: its text and its key-values.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use super::call::{Call, Polls};
use super::site::{Event, Piece};
use super::span::Span;

/// What is known at the end of a call.
pub(crate) struct Ending<'a> {
    pub(crate) elapsed: Duration,
    pub(crate) polls: Option<Polls>,
    pub(crate) error: Option<&'a str>,
}

/// Hands the record of an event to the logger.
pub(crate) fn write(call: &Call, event: Event, span: Span, ending: Option<&Ending<'_>>) {
    let site = call.site;
    let Some(level) = site.report(event).level else {
        return;
    };
    let text = Text {
        call,
        event,
        ending,
    };
    let mut builder = log::Record::builder();
    builder
        .level(level)
        .target(site.module)
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
            Some(pieces) => self.pieces(pieces, f),
            None => self.default(f),
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
        match ending.error {
            Some(error) => write!(f, ": {error}"),
            None => Ok(()),
        }
    }

    fn pieces(&self, pieces: &[Piece], f: &mut Formatter<'_>) -> fmt::Result {
        let mut values = self.call.notes.message(self.event);
        for piece in pieces {
            match piece {
                Piece::Text(text) => f.write_str(text)?,
                Piece::Value => f.write_str(values.next().unwrap_or_default())?,
                Piece::Name => write!(f, "{}", self.call.name)?,
                Piece::Args => write!(f, "{}", Args(self.call))?,
                Piece::Elapsed => self.ending.map_or(Ok(()), |ending| write!(f, "{ending}"))?,
                Piece::Error => f.write_str(
                    self.ending
                        .and_then(|ending| ending.error)
                        .unwrap_or_default(),
                )?,
            }
        }
        Ok(())
    }
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
