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
    /// Which of them are numbers or booleans, a bit each for the first 64.
    #[cfg(feature = "kv")]
    scalars: u64,
    /// The values of each event's message.
    messages: [Range; Event::ALL.len()],
}

#[derive(Clone, Copy, Default)]
struct Range {
    first: usize,
    len: usize,
}

impl Notes {
    pub(crate) fn put_args(&mut self, args: &[Shown<'_>], max_len: usize) {
        self.args = self.put(max_len, args.iter().map(|arg| arg as &dyn Display));
        #[cfg(feature = "kv")]
        for (at, arg) in args.iter().take(64).enumerate() {
            self.scalars |= u64::from(arg.is_scalar()) << at;
        }
    }

    pub(crate) fn put_message(&mut self, event: Event, values: &[Arguments<'_>], max_len: usize) {
        self.messages[event as usize] =
            self.put(max_len, values.iter().map(|value| value as &dyn Display));
    }

    fn put<'a>(&mut self, max_len: usize, values: impl Iterator<Item = &'a dyn Display>) -> Range {
        let first = self.ends.len();
        for value in values {
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

    #[cfg(feature = "kv")]
    pub(crate) fn is_scalar(&self, arg: usize) -> bool {
        arg < 64 && self.scalars >> arg & 1 == 1
    }

    pub(crate) fn message(&self, event: Event) -> impl Iterator<Item = &str> {
        self.texts(self.messages[event as usize])
    }

    fn texts(&self, range: Range) -> impl Iterator<Item = &str> {
        (range.first..range.first + range.len).map(|at| {
            let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
            &self.text[start..self.ends[at]]
        })
    }
}
