//! What is kept of a call's values while its body, which may consume them, runs: their text.

use std::cell::RefCell;
use std::fmt::Arguments;
use std::ops::Range;

use crate::context::Context;

use super::call::{Call, Heard};
use super::facts::Facts;
use super::guard::Guarded;
use super::render::{away, render};
use super::site::{Event, IS_COMPILED_OUT, Site};
use super::value::Shown;

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
    /// Takes down what is told.
    pub(crate) fn take(
        &mut self,
        site: &Site,
        tell: &mut dyn FnMut(&mut dyn Facts),
    ) -> Option<Context> {
        let mut taker = Taker {
            notes: self,
            site,
            parent: None,
        };
        tell(&mut taker);
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
        match super::quoted::unquoted(text) {
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
    fn clear(&mut self) {
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

/// A call that was opened before its body runs, with what was told of it; or none, where nobody listens.
///
/// Its memory is the thread's, for the next one.
#[derive(Default)]
pub struct Noted(Option<Box<Opened>>);

pub(crate) struct Opened {
    pub(crate) site: &'static Site,
    closure: &'static str,
    heard: Heard,
    /// The call that this one is under, where that is not the one that the thread is in.
    parent: Option<Context>,
    pub(crate) notes: Notes,
    /// The call, where it has begun and is not under way right now.
    pub(crate) call: Option<Call>,
    pub(crate) guarded: Option<Guarded>,
}

impl Opened {
    pub(crate) fn begin(&self) -> Call {
        Call::begin(self.site, self.closure, self.heard, self.parent)
    }
}

thread_local! {
    #[allow(clippy::vec_box, reason = "each is handed out in its box")]
    static KEPT: RefCell<Vec<Box<Opened>>> = const { RefCell::new(Vec::new()) };
}

/// How many are kept, and how much text each may bring.
const MAX_KEPT: usize = 64;
pub(crate) const MAX_TEXT: usize = 16 * 1024;

impl Noted {
    /// Opens a call if any of its events can leave a record, and takes down what is told of it.
    pub(crate) fn open(
        site: &'static Site,
        closure: &'static str,
        tell: &mut dyn FnMut(&mut dyn Facts),
    ) -> Self {
        match Heard::of(site) {
            None => Self::default(),
            Some(heard) => Self::of(site, closure, heard, tell),
        }
    }

    /// Takes down what is told of a call.
    pub(crate) fn of(
        site: &'static Site,
        closure: &'static str,
        heard: Heard,
        tell: &mut dyn FnMut(&mut dyn Facts),
    ) -> Self {
        // While a thread ends there is nothing kept any more.
        let kept = KEPT.try_with(|kept| kept.try_borrow_mut().ok()?.pop());
        let mut opened = kept.ok().flatten().unwrap_or_else(|| {
            Box::new(Opened {
                site,
                closure,
                heard,
                parent: None,
                notes: Notes::default(),
                call: None,
                guarded: None,
            })
        });
        opened.site = site;
        opened.closure = closure;
        opened.heard = heard;
        opened.parent = opened.notes.take(site, tell);
        Noted(Some(opened))
    }

    #[inline]
    pub(crate) fn get(&self) -> Option<&Opened> {
        self.0.as_deref()
    }

    #[inline]
    pub(crate) fn get_mut(&mut self) -> Option<&mut Opened> {
        self.0.as_deref_mut()
    }
}

impl Drop for Noted {
    #[inline]
    fn drop(&mut self) {
        if let (false, Some(opened)) = (IS_COMPILED_OUT, self.0.take()) {
            keep(opened);
        }
    }
}

#[cold]
fn keep(mut opened: Box<Opened>) {
    if opened.notes.text.capacity() > MAX_TEXT {
        return;
    }
    opened.notes.clear();
    opened.call = None;
    let _ = KEPT.try_with(|kept| {
        if let Ok(mut kept) = kept.try_borrow_mut() {
            if kept.len() < MAX_KEPT {
                kept.push(opened);
            }
        }
    });
}
