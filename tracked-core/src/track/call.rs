//! A call that is being tracked, from its opening to the one event that ends it.

use std::any::Any;
use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread;
use std::time::{Duration, Instant};

use log::Level;

use crate::context::Context;

use super::body::Body;
use super::facts::Source;
use super::failure;
use super::kind::{Failure, Outcome};
use super::name::FnName;
use super::notes::Notes;
use super::opened::{Noted, Opened};
use super::record::{Ending, write};
use super::render::is_away;
use super::site::{Event, Site};
use super::span::{Span, chance};
use super::value::Shown;

/// What of a call leaves a record, as the logger has it when the call is opened.
#[derive(Clone, Copy)]
pub(crate) struct Heard {
    start: bool,
    /// Its end, if it does not fail.
    done: bool,
}

/// A tracked call.
#[derive(Clone, Copy)]
pub(crate) struct Call {
    pub(crate) site: &'static Site,
    /// The type name of a closure in the function, which tells what the function is called.
    pub(crate) closure: &'static str,
    heard: Heard,
    begun: Instant,
    pub(crate) span: Span,
    pub(crate) polls: Option<Polls>,
}

/// How a future spent its time.
#[derive(Clone, Copy, Default)]
pub(crate) struct Polls {
    pub(crate) busy: Duration,
    pub(crate) suspended: bool,
}

impl Heard {
    /// What is heard of a call of this function now, if anything can be.
    pub(crate) fn of(site: &Site) -> Option<Self> {
        if is_away() {
            return None;
        }
        let (start, done) = (site.start.level, site.done.level);
        let mut heard = Heard {
            start: site.is_on(start),
            done: false,
        };
        heard.done = if start == done {
            heard.start
        } else {
            site.is_on(done)
        };
        if site.sample < 1.0 && !chance(site.sample) {
            (heard.start, heard.done) = (false, false);
        }
        let anything = heard.start
            || heard.done
            || site.is_on(site.error.level)
            || site.is_on(site.panic.level)
            || site.is_on(site.cancel.level)
            || site.slow.is_some() && site.is_on(Some(Level::Warn));
        anything.then_some(heard)
    }
}

impl Call {
    /// Begins now, under the call that the thread is in, or the one it was given.
    #[inline(never)]
    pub(crate) fn begin(
        site: &'static Site,
        closure: &'static str,
        heard: Heard,
        parent: Option<Context>,
    ) -> Self {
        Call {
            site,
            closure,
            heard,
            span: parent.map_or_else(Span::here, |parent| Span::under(parent.span())),
            begun: Instant::now(),
            polls: None,
        }
    }

    #[inline(never)]
    pub(super) fn start(&self, source: Source<'_>) {
        if self.heard.start {
            write(self, Event::Start, self.site.start.level, source, None);
        }
    }

    /// The body has come to an end, one way or the other.
    #[inline(never)]
    fn end(&self, result: thread::Result<()>, body: &dyn Body, source: Source<'_>) {
        match result {
            Ok(()) => self.returned(body.outcome(), source),
            Err(payload) => {
                self.panicked(&*payload, source);
                resume_unwind(payload);
            }
        }
    }

    fn returned(&self, outcome: Option<Outcome<'_>>, source: Source<'_>) {
        match outcome {
            Some(Outcome::Failed(failure, level)) => {
                self.fail(Event::Error, Some(failure), level, source);
            }
            Some(Outcome::Done(ret)) => self.done(ret, source),
            None => {}
        }
    }

    pub(super) fn done(&self, ret: Option<Shown<'_>>, source: Source<'_>) {
        if !self.heard.done && self.site.slow.is_none() {
            return;
        }
        let mut ending = Ending::now(None, ret);
        let slow = self.site.slow.map(Duration::from_nanos);
        ending.slow = slow.is_some_and(|slow| self.elapsed(&ending) >= slow);
        let level = if ending.slow {
            Some(Level::Warn)
        } else {
            self.site.done.level.filter(|_| self.heard.done)
        };
        write(self, Event::Done, level, source, Some(&ending));
    }

    /// The event is one of those that are no success. A `level` replaces the one it has, unless it has none.
    pub(super) fn fail(
        &self,
        event: Event,
        failure: Option<Failure<'_>>,
        level: Option<Level>,
        source: Source<'_>,
    ) {
        let usual = self.site.report(event).level;
        let level = usual.and(level).or(usual);
        let ending = Ending::now(failure, None);
        write(self, event, level, source, Some(&ending));
    }

    /// The body unwound, and the payload was caught.
    fn panicked(&self, payload: &(dyn Any + Send), source: Source<'_>) {
        let text = failure::panic_message(payload);
        self.fail(Event::Panic, Some(Failure::Text(text, None)), None, source);
    }

    /// Takes down what a body tells.
    #[cfg(feature = "kv")]
    pub(crate) fn note(&self, body: &dyn Body) -> Noted {
        Noted::of(self.site, self.closure, self.heard, &mut |facts| {
            body.tell(facts);
        })
    }

    /// The full path of the function.
    #[cfg(any(feature = "kv", feature = "logger"))]
    pub(crate) fn path(&self) -> super::name::FnPath {
        super::name::FnPath {
            module: self.site.module,
            name: self.name(),
        }
    }

    /// What the function is called.
    pub(crate) fn name(&self) -> FnName {
        let Call { site, closure, .. } = self;
        site.name
            .map_or_else(|| FnName::of(closure, site.module), FnName::Plain)
    }

    pub(crate) fn elapsed(&self, ending: &Ending<'_>) -> Duration {
        ending.at - self.begun
    }
}

/// Runs a body that can tell of its arguments at any time.
pub(crate) fn run_live(site: &'static Site, closure: &'static str, body: &mut dyn Body) {
    match Heard::of(site) {
        None => body.run(),
        Some(heard) => run(&Call::begin(site, closure, heard, None), None, body),
    }
}

/// Runs a body of which all was told before.
pub(crate) fn run_noted(noted: &Noted, body: &mut dyn Body) {
    match noted.get() {
        None => body.run(),
        Some(opened) => run(&opened.begin(), Some(&opened.notes), body),
    }
}

/// What this holds while the body runs is all that a call takes of the stack, however deep it is in others. So what is
/// only needed before and behind that is in functions of its own.
fn run(call: &Call, notes: Option<&Notes>, body: &mut dyn Body) {
    let later = OnceCell::new();
    let _entered = call.span.enter();
    call.start(Source::of(notes, body, &later));
    let result = catch_unwind(AssertUnwindSafe(|| body.run()));
    call.end(result, body, Source::of(notes, body, &later));
}

/// Runs a body that only makes the future that is the call: it begins here only if making that panics.
pub(crate) fn make(noted: &Noted, body: &mut dyn Body) {
    let result = catch_unwind(AssertUnwindSafe(|| body.run()));
    let Err(payload) = result else { return };
    if let Some(opened) = noted.get() {
        let call = opened.begin();
        let source = Source::Noted(&opened.notes);
        let _entered = call.span.enter();
        call.start(source);
        call.panicked(&*payload, source);
    }
    resume_unwind(payload);
}

/// Polls a body. Where it comes to an end there is nothing noted any more.
pub(crate) fn poll(noted: &mut Noted, body: &mut dyn Body) {
    let Some(opened) = noted.get_mut() else {
        return body.run();
    };
    let is_first = opened.call.is_none();
    if is_first {
        opened.call = Some(opened.begin());
    }
    let Opened {
        call: Some(call),
        notes,
        ..
    } = opened
    else {
        return;
    };
    let source = Source::Noted(notes);
    let _entered = call.span.enter();
    if is_first {
        call.start(source);
    }
    let start = Instant::now();
    let result = catch_unwind(AssertUnwindSafe(|| body.run()));
    let polls = call.polls.get_or_insert_default();
    polls.busy += start.elapsed();
    match result {
        Ok(()) => match body.outcome() {
            None => {
                polls.suspended = true;
                return;
            }
            outcome => call.returned(outcome, source),
        },
        Err(payload) => {
            call.panicked(&*payload, source);
            *noted = Noted::default();
            resume_unwind(payload);
        }
    }
    *noted = Noted::default();
}

/// Ends a call whose future is dropped before its end, if it has begun.
#[cold]
pub(crate) fn cancel(opened: &Opened) {
    if let Some(call) = &opened.call {
        let _entered = call.span.enter();
        let source = Source::Noted(&opened.notes);
        call.fail(Event::Cancel, None, None, source);
    }
}
