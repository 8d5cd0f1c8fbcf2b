//! What an annotated function tells of its arguments, to whoever asks.

use std::cell::OnceCell;
use std::fmt::{self, Arguments, Formatter};

use crate::context::Context;

use super::body::Body;
#[cfg(feature = "kv")]
use super::call::Call;
use super::notes::{Noted, Notes};
use super::render::render;
use super::site::{Event, Site};
use super::value::Shown;

/// Takes what a function tells. It tells everything each time, and the taker picks.
pub trait Facts {
    /// The arguments and fields, in the order of their names in the site.
    fn args(&mut self, _args: &[Shown<'_>]) {}

    /// The values that the message of an event shows, in its order.
    fn values(&mut self, _event: Event, _values: &[Arguments<'_>]) {}

    /// The call that this one is under, where that is not the one that the thread is in.
    fn parent(&mut self, _parent: Context) {}
}

/// Where the facts of a call are to be had from.
#[derive(Clone, Copy)]
pub(crate) enum Told<'a> {
    /// From the function: its arguments are as they were when the call began. What has to last longer than a look is
    /// noted then.
    Live(&'a dyn Body, &'a OnceCell<Noted>),
    /// From notes: the body may have consumed the arguments.
    Noted(&'a Notes),
}

impl<'a> Told<'a> {
    pub(crate) fn of(
        notes: Option<&'a Notes>,
        body: &'a dyn Body,
        noted: &'a OnceCell<Noted>,
    ) -> Self {
        notes.map_or(Told::Live(body, noted), Told::Noted)
    }

    /// Notes of what is told.
    #[cfg(feature = "kv")]
    pub(crate) fn notes(self, call: &Call) -> Option<&'a Notes> {
        match self {
            Told::Live(body, noted) => {
                let noted = noted.get_or_init(|| Noted::of(*call, &mut |facts| body.tell(facts)));
                noted.get().map(|opened| &opened.notes)
            }
            Told::Noted(notes) => Some(notes),
        }
    }

    /// The notes there are, or else whom to ask.
    fn at_hand(self) -> Result<&'a Notes, &'a dyn Body> {
        match self {
            Told::Live(body, noted) => match noted.get().and_then(Noted::get) {
                Some(opened) => Ok(&opened.notes),
                None => Err(body),
            },
            Told::Noted(notes) => Ok(notes),
        }
    }

    /// Writes `name=value, name=value`.
    pub(crate) fn write_args(self, site: &Site, f: &mut Formatter<'_>) -> fmt::Result {
        match self.at_hand() {
            Err(body) => {
                let mut args = ArgsTo(f, site, Ok(()));
                body.tell(&mut args);
                args.2
            }
            Ok(notes) => {
                let mut args = site.args.iter().zip(notes.args()).enumerate();
                args.try_for_each(|(at, (name, value))| {
                    write_name(at, name, f)?;
                    f.write_str(value)
                })
            }
        }
    }

    /// Writes the value that has this number in the message of an event.
    pub(crate) fn write_value(
        self,
        event: Event,
        number: usize,
        site: &Site,
        f: &mut Formatter<'_>,
    ) -> fmt::Result {
        match self.at_hand() {
            Err(body) => {
                let mut value = ValueTo(f, event, number, site, Ok(()));
                body.tell(&mut value);
                value.4
            }
            Ok(notes) => f.write_str(notes.value(event, number)),
        }
    }
}

/// What stands before the value of an argument.
fn write_name(at: usize, name: &str, f: &mut Formatter<'_>) -> fmt::Result {
    if at > 0 {
        f.write_str(", ")?;
    }
    f.write_str(name)?;
    f.write_str("=")
}

/// Writes the arguments.
struct ArgsTo<'a, 'f>(&'a mut Formatter<'f>, &'a Site, fmt::Result);

impl Facts for ArgsTo<'_, '_> {
    fn args(&mut self, args: &[Shown<'_>]) {
        let Self(f, site, result) = self;
        let mut args = site.args.iter().zip(args).enumerate();
        *result = args.try_for_each(|(at, (name, value))| {
            write_name(at, name, f)?;
            value.write(*f, site.max_len)
        });
    }
}

/// Writes one value of a message.
struct ValueTo<'a, 'f>(&'a mut Formatter<'f>, Event, usize, &'a Site, fmt::Result);

impl Facts for ValueTo<'_, '_> {
    fn values(&mut self, event: Event, values: &[Arguments<'_>]) {
        let Self(f, wanted, number, site, result) = self;
        if event == *wanted {
            let value = values.get(*number);
            *result = value.map_or(Ok(()), |value| render(*f, value, site.max_len));
        }
    }
}
