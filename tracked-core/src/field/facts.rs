//! What an annotated function tells of its arguments, to whoever asks.

use std::cell::OnceCell;
use std::fmt::Arguments;

use crate::context::Context;

use crate::call::invocation::Teller;
#[cfg(feature = "kv")]
use crate::call::lifecycle::Call;
use crate::call::open::Noted;
use crate::callsite::{Event, Site};
use crate::field::captured::Notes;
use crate::field::isolated::render;
use crate::field::value::{Known, Shown};

/// Takes what a function tells. It tells everything each time, and the taker picks.
pub trait Facts {
    /// The arguments and fields, in the order of their names in the site.
    fn args(&mut self, _args: &[Shown<'_>]) {}

    /// The values that the message of an event shows, in its order.
    fn values(&mut self, _event: Event, _values: &[Arguments<'_>]) {}

    /// The call that this one is under, where that is not the one that the thread is in.
    fn parent(&mut self, _parent: Context) {}
}

/// Tells nothing.
#[inline]
pub fn nothing<A>(_: &A, _: &mut dyn Facts) {}

/// Tells the value of each argument, where all of them are known types.
#[inline]
pub fn each<A: AllKnown>(args: &A, facts: &mut dyn Facts) {
    args.tell(facts);
}

/// Arguments of known types.
pub trait AllKnown {
    fn tell(&self, facts: &mut dyn Facts);
}

macro_rules! all_known {
    ($($first:ident $($rest:ident)*)?) => {$(
        impl<$first: Known, $($rest: Known),*> AllKnown for ($first, $($rest,)*) {
            #[inline]
            fn tell(&self, facts: &mut dyn Facts) {
                #[allow(non_snake_case, reason = "a value is named as its type")]
                let ($first, $($rest,)*) = self;
                facts.args(&[$first.shown(), $($rest.shown()),*]);
            }
        }
        all_known!($($rest)*);
    )?};
}

all_known!(A B C D E F G H I J K L);

/// Where the facts of a call are to be had from.
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    /// From the function: its arguments are as they were when the call began. What has to last longer than a look is
    /// noted then.
    Live(&'a dyn Teller, &'a OnceCell<Noted>),
    /// From notes: the body may have consumed the arguments.
    Noted(&'a Notes),
}

impl<'a> Source<'a> {
    /// Notes of what is told.
    #[cfg(feature = "kv")]
    pub(crate) fn notes(self, call: &Call) -> Option<&'a Notes> {
        match self {
            Source::Live(args, later) => {
                let noted = later.get_or_init(|| call.note(args));
                noted.get().map(|opened| &opened.notes)
            }
            Source::Noted(notes) => Some(notes),
        }
    }

    /// The notes there are, or else whom to ask.
    fn at_hand(self) -> Result<&'a Notes, &'a dyn Teller> {
        match self {
            Source::Live(args, later) => match later.get().and_then(Noted::get) {
                Some(opened) => Ok(&opened.notes),
                None => Err(args),
            },
            Source::Noted(notes) => Ok(notes),
        }
    }

    /// Appends `name=value, name=value`.
    pub(crate) fn write_args(self, out: &mut String, site: &Site) {
        match self.at_hand() {
            Err(args) => args.tell(&mut ArgsTo(out, site)),
            Ok(notes) => {
                let mut names = site.args.clone();
                for (at, value) in notes.args().enumerate() {
                    write_name(out, at, names.next().unwrap_or_default());
                    out.push_str(value);
                }
            }
        }
    }

    /// Appends the value that has this number in the message of an event.
    pub(crate) fn write_value(self, out: &mut String, event: Event, number: usize, site: &Site) {
        match self.at_hand() {
            Err(args) => args.tell(&mut ValueTo(out, event, number, site)),
            Ok(notes) => out.push_str(notes.value(event, number)),
        }
    }
}

/// Appends what stands before the value of an argument.
fn write_name(out: &mut String, at: usize, name: &str) {
    if at > 0 {
        out.push_str(", ");
    }
    out.push_str(name);
    out.push('=');
}

/// Appends the arguments.
struct ArgsTo<'a>(&'a mut String, &'a Site);

impl Facts for ArgsTo<'_> {
    fn args(&mut self, args: &[Shown<'_>]) {
        let Self(out, site) = self;
        let (mut names, max_len) = (site.args.clone(), site.max_len);
        for (at, value) in args.iter().enumerate() {
            write_name(out, at, names.next().unwrap_or_default());
            value.write(out, max_len);
        }
    }
}

/// Appends one value of a message.
struct ValueTo<'a>(&'a mut String, Event, usize, &'a Site);

impl Facts for ValueTo<'_> {
    fn values(&mut self, event: Event, values: &[Arguments<'_>]) {
        let Self(out, wanted, number, site) = self;
        if let Some(value) = values.get(*number).filter(|_| event == *wanted) {
            render(out, value, site.max_len);
        }
    }
}
