//! What is kept of a call's values while its body, which may consume them, runs: their text.

use std::fmt::Arguments;
use std::ops::Range;

use crate::context::Context;

use crate::call::invocation::Teller;
use crate::callsite::{Event, Site};
use crate::context::thread::away;
use crate::field::facts::Facts;
use crate::field::isolated::render;
use crate::field::value::Shown;

/// Rendered values, one behind the other in a single string.
#[derive(Default)]
pub(crate) struct Notes {
    text: String,
    ends: Vec<usize>,
    /// The arguments, as places in `ends`.
    args: Range<usize>,
    /// What a key-value of each of them is.
    #[cfg(feature = "kv")]
    kinds: Vec<Kind>,
    /// The values of each event's message.
    messages: [Range<usize>; Event::ALL.len()],
}

#[cfg(feature = "kv")]
#[derive(Clone, Copy)]
enum Kind {
    /// A number or a boolean, to be read back from its text.
    Scalar,
    /// A string, as it is between the quotes.
    Quoted,
    /// A string, which is at this place in `ends`.
    Unquoted(usize),
    /// Its text.
    Other,
}

/// What stands for an argument among the key-values.
#[cfg(feature = "kv")]
pub(crate) enum Copied<'a> {
    Scalar(&'a str),
    Text(&'a str),
}

impl Notes {
    /// How much text there is room for.
    pub(crate) fn capacity(&self) -> usize {
        self.text.capacity()
    }

    /// Takes down what is told.
    pub(crate) fn take(&mut self, site: &Site, teller: &dyn Teller) -> Option<Context> {
        let mut taker = Taker {
            notes: self,
            site,
            parent: None,
        };
        teller.tell(&mut taker);
        taker.parent
    }

    #[cfg(feature = "kv")]
    fn kind(&mut self, at: usize, arg: &Shown<'_>) -> Kind {
        if arg.is_scalar() {
            return Kind::Scalar;
        }
        if !arg.is_quoted() {
            return Kind::Other;
        }
        let text = self.text(at);
        if between_quotes(text).is_some_and(|text| !text.contains('\\')) {
            return Kind::Quoted;
        }
        match crate::field::read_back::unquoted(text) {
            Some(unquoted) => {
                self.text.push_str(&unquoted);
                self.ends.push(self.text.len());
                Kind::Unquoted(self.ends.len() - 1)
            }
            None => Kind::Other,
        }
    }

    fn put(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.text);
        self.ends.push(self.text.len());
    }

    pub(crate) fn args(&self) -> impl Iterator<Item = &str> {
        self.args.clone().map(|at| self.text(at))
    }

    /// The arguments as key-values have them.
    #[cfg(feature = "kv")]
    pub(crate) fn copied(&self) -> impl Iterator<Item = Copied<'_>> {
        self.kinds
            .iter()
            .zip(self.args())
            .map(|(kind, text)| match *kind {
                Kind::Scalar => Copied::Scalar(text),
                Kind::Quoted => Copied::Text(between_quotes(text).unwrap_or(text)),
                Kind::Unquoted(at) => Copied::Text(self.text(at)),
                Kind::Other => Copied::Text(text),
            })
    }

    /// The value that has this number in the message of an event.
    pub(crate) fn value(&self, event: Event, number: usize) -> &str {
        let place = self.messages[event as usize].clone().nth(number);
        place.map_or("", |at| self.text(at))
    }

    fn text(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[at]]
    }

    /// Forgets everything, and keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.args = 0..0;
        #[cfg(feature = "kv")]
        self.kinds.clear();
        self.messages = Default::default();
    }
}

#[cfg(feature = "kv")]
fn between_quotes(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

/// Takes notes.
struct Taker<'a> {
    notes: &'a mut Notes,
    site: &'a Site,
    parent: Option<Context>,
}

impl Facts for Taker<'_> {
    fn args(&mut self, args: &[Shown<'_>]) {
        let first = self.notes.ends.len();
        away(|| {
            for arg in args {
                self.notes.put(|text| arg.write(text, self.site.max_len));
            }
        });
        self.notes.args = first..first + args.len();
        #[cfg(feature = "kv")]
        for (at, arg) in args.iter().enumerate() {
            let kind = self.notes.kind(first + at, arg);
            self.notes.kinds.push(kind);
        }
    }

    fn values(&mut self, event: Event, values: &[Arguments<'_>]) {
        let slow = event == Event::Done && self.site.slow.is_some();
        if !slow && !self.site.is_on(self.site.report(event).level) {
            return;
        }
        let first = self.notes.ends.len();
        away(|| {
            for value in values {
                let max_len = self.site.max_len;
                self.notes.put(|text| render(text, value, max_len));
            }
        });
        self.notes.messages[event as usize] = first..first + values.len();
    }

    fn parent(&mut self, parent: Context) {
        self.parent = Some(parent);
    }
}
