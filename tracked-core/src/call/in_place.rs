//! A call that ends with its scope: for functions whose body has to stay in its place.

use std::sync::{Mutex, PoisonError};
use std::thread;

use log::Level;

use crate::call::entry::open;
use crate::call::lifecycle::Call;
use crate::call::open::{Noted, Opened};
use crate::callsite::{Event, Site};
use crate::context::thread::{Entered, here};
use crate::field::facts::{Facts, Source};
use crate::field::value::display;
use crate::outcome::classify::{Failure, Kind, Outcome};
use crate::outcome::error_text;

/// Begins a call of `site` that ends where the guard is dropped.
#[inline]
pub fn guard<F: FnOnce(&mut dyn Facts)>(site: &'static Site, facts: F) -> Guard {
    let mut noted = open(site, facts);
    if let Some(opened) = noted.get_mut() {
        begin(opened);
    }
    Guard(noted)
}

/// A call that ends with its scope.
pub struct Guard(Noted);

/// What is known of such a call while it runs.
pub(crate) struct Guarded {
    call: Call,
    entered: Entered,
    /// Whether the thread was unwinding already when the call began, in some value's drop.
    panicking: bool,
    /// What the function is returning.
    ending: Mutex<Ending>,
}

/// What became of a value that is not there any more.
enum Ending {
    /// With what there is to show of it.
    Done(Option<String>),
    /// With its text, perhaps its `Debug`, and its level.
    Failed(String, Option<String>, Option<Level>),
}

impl Guard {
    /// Looks at a value that the function returns.
    #[inline]
    pub fn returns<R, K: Kind<R>>(&self, kind: K, value: R) -> R {
        if let Some(opened) = self.0.get() {
            opened.returns(Outcome::of(kind, &value));
        }
        value
    }
}

impl Drop for Guard {
    #[inline]
    fn drop(&mut self) {
        if let Some(opened) = self.0.get_mut() {
            end(opened);
        }
    }
}

#[cold]
fn begin(opened: &mut Opened) {
    let source = Source::Noted(&opened.notes);
    let entered = here(|here| opened.enter(here));
    let call = opened.begin();
    call.start(&source);
    opened.guarded = Some(Guarded {
        call,
        entered,
        panicking: thread::panicking(),
        ending: Mutex::new(Ending::Done(None)),
    });
}

impl Opened {
    #[cold]
    fn returns(&self, outcome: Outcome<'_>) {
        let Some(guarded) = &self.guarded else { return };
        let max_len = self.site.max_len;
        let text = |write: &dyn Fn(&mut String)| {
            let mut text = String::new();
            write(&mut text);
            text
        };
        let ending = match outcome {
            Outcome::Done(shown) => {
                Ending::Done(shown.map(|shown| text(&|out| shown.write(out, max_len))))
            }
            Outcome::Failed(failure, level) => Ending::Failed(
                text(&|out| error_text::write(out, failure, max_len)),
                self.site
                    .shows_error_debug()
                    .then(|| text(&|out| error_text::write_debug(out, failure, max_len))),
                level,
            ),
        };
        *guarded
            .ending
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = ending;
    }
}

#[cold]
fn end(opened: &mut Opened) {
    let Some(Guarded {
        call,
        entered: _entered,
        panicking,
        ending,
    }) = opened.guarded.take()
    else {
        return;
    };
    let source = Source::Noted(&opened.notes);
    if thread::panicking() && !panicking {
        let text = error_text::noted_panic();
        let outcome = match &text {
            Some(text) => Outcome::Failed(Failure::Text(text, None), None),
            None => Outcome::Done(None),
        };
        return call.fail(Event::Panic, &outcome, None, &source);
    }
    let ending = ending.into_inner().unwrap_or_else(PoisonError::into_inner);
    let outcome = match &ending {
        Ending::Done(text) => Outcome::Done(text.as_ref().map(display)),
        Ending::Failed(text, debug, level) => {
            Outcome::Failed(Failure::Text(text, debug.as_deref()), *level)
        }
    };
    call.returned(&outcome, None, &source);
}
