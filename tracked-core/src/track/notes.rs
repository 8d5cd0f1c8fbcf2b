//! What is kept of a call's values while its body, which may consume them, runs: their text.

use std::fmt::{Arguments, Display};

use super::render::render;
use super::site::Event;
use super::value::Shown;

/// Rendered values, one behind the other in a single string.
#[derive(Default)]
pub(crate) struct Notes {
    text: String,
    ends: Vec<usize>,
    /// The arguments, as places in `ends`.
    args: Range,
    /// What a key-value of each of them is.
    #[cfg(feature = "kv")]
    kinds: Vec<Kind>,
    /// The values of each event's message.
    messages: [Range; Event::ALL.len()],
}

#[cfg(feature = "kv")]
#[derive(Clone, Copy)]
enum Kind {
    /// A number or a boolean, to be read back from its text.
    Scalar,
    /// A string, whose text without the quotes is at this place in `ends`.
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

#[derive(Clone, Copy, Default)]
struct Range {
    first: usize,
    len: usize,
}

impl Notes {
    pub(crate) fn put_args(&mut self, args: &[Shown<'_>], max_len: usize) {
        // A number is whole or wrong.
        let max_len = |arg: &Shown<'_>| if arg.is_scalar() { usize::MAX } else { max_len };
        self.args = self.put(args.iter().map(|arg| (arg as &dyn Display, max_len(arg))));
        #[cfg(feature = "kv")]
        for (at, arg) in args.iter().enumerate() {
            let kind = self.kind(self.args.first + at, arg);
            self.kinds.push(kind);
        }
    }

    #[cfg(feature = "kv")]
    fn kind(&mut self, at: usize, arg: &Shown<'_>) -> Kind {
        if arg.is_scalar() {
            return Kind::Scalar;
        }
        match arg
            .is_quoted()
            .then(|| super::quoted::unquoted(self.text(at)))
            .flatten()
        {
            Some(unquoted) => {
                self.text.push_str(&unquoted);
                self.ends.push(self.text.len());
                Kind::Unquoted(self.ends.len() - 1)
            }
            None => Kind::Other,
        }
    }

    pub(crate) fn put_message(&mut self, event: Event, values: &[Arguments<'_>], max_len: usize) {
        self.messages[event as usize] =
            self.put(values.iter().map(|value| (value as &dyn Display, max_len)));
    }

    fn put<'a>(&mut self, values: impl Iterator<Item = (&'a dyn Display, usize)>) -> Range {
        let first = self.ends.len();
        for (value, max_len) in values {
            render(&mut self.text, value, max_len);
            self.ends.push(self.text.len());
        }
        Range {
            first,
            len: self.ends.len() - first,
        }
    }

    pub(crate) fn args(&self) -> impl Iterator<Item = &str> {
        self.texts(self.args)
    }

    /// The arguments as key-values have them.
    #[cfg(feature = "kv")]
    pub(crate) fn copied(&self) -> impl Iterator<Item = Copied<'_>> {
        self.kinds
            .iter()
            .zip(self.args())
            .map(|(kind, text)| match *kind {
                Kind::Scalar => Copied::Scalar(text),
                Kind::Unquoted(at) => Copied::Text(self.text(at)),
                Kind::Other => Copied::Text(text),
            })
    }

    pub(crate) fn message(&self, event: Event) -> impl Iterator<Item = &str> {
        self.texts(self.messages[event as usize])
    }

    fn texts(&self, range: Range) -> impl Iterator<Item = &str> {
        (range.first..range.first + range.len).map(|at| self.text(at))
    }

    fn text(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[at]]
    }
}
