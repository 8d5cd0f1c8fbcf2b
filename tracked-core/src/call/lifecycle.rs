//! A call that is being tracked, from its opening to the one event that ends it.

#![allow(
    clippy::inline_always,
    reason = "what differs between the callers of one function is known when it is compiled"
)]

use std::any::Any;
use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::task::Poll;
use std::thread;
use std::time::Duration;

use log::Level;

use crate::sys::Instant;

use crate::call::invocation::{Body, Teller};
use crate::call::open::{Noted, Opened};
use crate::callsite::{Event, Options, Site, passes};
use crate::context::span::Span;
use crate::context::thread::{Here, here};
use crate::event::function_name::FnName;
use crate::event::text::{Ending, write};
use crate::field::facts::Source;
use crate::outcome::classify::{Failure, Outcome};
use crate::outcome::error_text;

/// What of a call leaves a record, as the logger has it when the call is opened.
#[derive(Clone, Copy, Default)]
pub(crate) struct Heard {
    start: bool,
    /// Its end, if it does not fail.
    done: bool,
}

/// A tracked call. Its thread is in it while it is told of, so it need not know its own place among the others: what is
/// kept while a body runs is kept for each of the calls that are in one another.
#[derive(Clone, Copy)]
pub(crate) struct Call {
    pub(crate) site: &'static Site,
    /// The type name of a closure in the function, which tells what the function is called.
    pub(crate) closure: &'static str,
    heard: Heard,
    begun: Instant,
}

/// A call that is a future, and begins with its first poll.
pub(crate) struct Begun {
    call: Call,
    pub(crate) span: Span,
    polls: Polls,
}

/// How a future spent its time.
#[derive(Default)]
pub(crate) struct Polls {
    pub(crate) busy: Duration,
    pub(crate) suspended: bool,
    /// When the poll ended that was the last.
    pub(crate) last: Option<Instant>,
}

impl Heard {
    /// What passes the level. As with a macro of `log`, the rest is up to the logger when it gets a record.
    #[inline]
    fn by_level(here: &Here, site: &Site) -> Self {
        Self::new(here, site, |level| level.is_some_and(passes))
    }

    /// What the logger takes, if it takes anything of the call. For who has to do something for each record.
    pub(crate) fn by_logger(here: &Here, site: &Site) -> Option<Self> {
        let heard = Self::new(here, site, |level| site.is_on(level));
        let others = [
            site.error.level,
            site.panic.level,
            site.cancel.level,
            site.slow_level(),
        ];
        let anything =
            heard.start || heard.done || others.into_iter().any(|level| site.is_on(level));
        anything.then_some(heard)
    }

    #[inline(always)]
    fn new(here: &Here, site: &Site, is_heard: impl Fn(Option<Level>) -> bool) -> Self {
        let options: &Options = site;
        if options.sample < 1.0 && !here.ids.chance(options.sample) {
            return Heard::default();
        }
        let (start, done) = (options.start.level, options.done.level);
        let is_start = is_heard(start);
        Heard {
            start: is_start,
            done: if start == done {
                is_start
            } else {
                is_heard(done)
            },
        }
    }
}

impl Call {
    /// Begins now.
    #[inline]
    pub(crate) fn begin(site: &'static Site, closure: &'static str, heard: Heard) -> Self {
        Call {
            site,
            closure,
            heard,
            begun: Instant::now(),
        }
    }

    #[inline]
    pub(super) fn start(&self, source: &Source<'_>) {
        if self.heard.start {
            self.tell_start(source);
        }
    }

    #[inline(never)]
    fn tell_start(&self, source: &Source<'_>) {
        write(self, Event::Start, self.site.start.level, source, None);
    }

    /// The body has returned, or the future has resolved to, what this comes of.
    #[inline]
    pub(super) fn returned(
        &self,
        outcome: &Outcome<'_>,
        polls: Option<&Polls>,
        source: &Source<'_>,
    ) {
        match outcome {
            Outcome::Failed(..) => self.fail(Event::Error, outcome, polls, source),
            Outcome::Done(_) if self.heard.done || self.site.slow.is_some() => {
                self.done(outcome, polls, source);
            }
            Outcome::Done(_) => {}
        }
    }

    #[inline(never)]
    fn done(&self, outcome: &Outcome<'_>, polls: Option<&Polls>, source: &Source<'_>) {
        let mut ending = Ending::of(outcome, polls);
        let slow = self.site.slow.map(Duration::from_nanos);
        ending.slow = slow.is_some_and(|slow| self.elapsed(&ending) >= slow);
        let level = if ending.slow {
            self.site.slow_level()
        } else {
            self.site.done.level.filter(|_| self.heard.done)
        };
        write(self, Event::Done, level, source, Some(&ending));
    }

    /// The event is one of those that are no success. The level of a failure replaces the one it has, unless it has
    /// none.
    #[cold]
    pub(super) fn fail(
        &self,
        event: Event,
        outcome: &Outcome<'_>,
        polls: Option<&Polls>,
        source: &Source<'_>,
    ) {
        let usual = self.site.report(event).level;
        let level = match *outcome {
            Outcome::Failed(_, level) => usual.and(level).or(usual),
            Outcome::Done(_) => usual,
        };
        let ending = Ending::of(outcome, polls);
        write(self, event, level, source, Some(&ending));
    }

    /// The body unwound, and the payload was caught.
    #[cold]
    fn panicked(&self, payload: &(dyn Any + Send), polls: Option<&Polls>, source: &Source<'_>) {
        let text = error_text::panic_message(payload);
        let outcome = Outcome::Failed(Failure::Text(text, None), None);
        self.fail(Event::Panic, &outcome, polls, source);
    }

    /// Takes down what is told.
    #[cfg(feature = "kv")]
    pub(crate) fn note(&self, teller: &dyn Teller) -> Noted {
        Noted::of(self.site, self.closure, self.heard, teller)
    }

    /// The full path of the function.
    #[cfg(any(feature = "kv", feature = "logger"))]
    pub(crate) fn path(&self) -> crate::event::function_name::FnPath {
        crate::event::function_name::FnPath {
            module: self.site.module.path,
            name: self.name(),
        }
    }

    /// What the function is called.
    pub(crate) fn name(&self) -> FnName {
        let Call { site, closure, .. } = self;
        site.name
            .map_or_else(|| FnName::of(closure, site.module.path), FnName::Plain)
    }

    pub(crate) fn elapsed(&self, ending: &Ending<'_>) -> Duration {
        ending.at - self.begun
    }
}

/// Runs a body whose arguments can be told of at any time.
pub(crate) fn run_live(
    site: &'static Site,
    closure: &'static str,
    args: &dyn Teller,
    body: &mut dyn Body,
) {
    if here(Here::is_away) {
        return body.run(None);
    }
    let heard = here(|here| Heard::by_level(here, site));
    let _entered = here(|here| here.enter(Some(Span::new(here))));
    let call = Call::begin(site, closure, heard);
    let later = OnceCell::new();
    call.run(&Source::Live(args, &later), body);
}

/// Runs a body of which all was told before.
pub(crate) fn run_noted(noted: &Noted, body: &mut dyn Body) {
    let Some(opened) = noted.get() else {
        return body.run(None);
    };
    let _entered = here(|here| opened.enter(here));
    let call = opened.begin();
    call.run(&Source::Noted(&opened.notes), body);
}

impl Call {
    /// What this holds while the body runs is all that a call takes of the stack, however deep it is in others. So what
    /// is only needed before and behind that is in functions of its own.
    #[inline(always)]
    fn run(&self, source: &Source<'_>, body: &mut dyn Body) {
        self.start(source);
        let mut outcome = None;
        let result = run(body, Some(&mut outcome));
        if let Some(outcome) = &outcome {
            self.returned(outcome, None, source);
        }
        if let Err(payload) = result {
            self.panicked(&*payload, None, source);
            resume_unwind(payload);
        }
    }
}

/// Runs a body, and what looks at its value: each of them may panic.
#[inline]
fn run<'a>(
    body: &'a mut dyn Body,
    outcome: Option<&mut Option<Outcome<'a>>>,
) -> thread::Result<()> {
    catch_unwind(AssertUnwindSafe(|| {
        // As a whole: what it lends lasts longer than this closure.
        let body = body;
        body.run(outcome);
    }))
}

/// Runs a body that only makes the future that is the call: it begins here only if making that panics.
pub(crate) fn make(noted: &Noted, body: &mut dyn Body) {
    let Err(payload) = run(body, None) else {
        return;
    };
    if let Some(opened) = noted.get() {
        let _entered = here(|here| opened.enter(here));
        let call = opened.begin();
        let source = &Source::Noted(&opened.notes);
        call.start(source);
        call.panicked(&*payload, None, source);
    }
    resume_unwind(payload);
}

/// Polls a body. Where it comes to an end there is nothing noted any more.
pub(crate) fn poll(noted: &mut Noted, body: &mut dyn Body) {
    let Some(opened) = noted.get_mut() else {
        return body.run(None);
    };
    let result = opened.poll(body);
    if let Ok(Poll::Pending) = result {
        return;
    }
    *noted = Noted::default();
    if let Err(payload) = result {
        resume_unwind(payload);
    }
}

impl Opened {
    /// Polls a body inside of the call, and tells of its end.
    fn poll(&mut self, body: &mut dyn Body) -> thread::Result<Poll<()>> {
        let source = &Source::Noted(&self.notes);
        let span = here(|here| self.span(here));
        let _entered = here(|here| here.enter(Some(span)));
        let (begun, start) = match &mut self.begun {
            Some(begun) => (begun, Instant::now()),
            none => {
                let call = Call::begin(self.site, self.closure, self.heard);
                call.start(source);
                let polls = Polls::default();
                (none.insert(Begun { call, span, polls }), call.begun)
            }
        };
        let mut outcome = None;
        let result = run(body, Some(&mut outcome));
        let end = Instant::now();
        let Begun { call, polls, .. } = begun;
        polls.busy += end - start;
        if result.is_ok() && outcome.is_none() {
            polls.suspended = true;
            return Ok(Poll::Pending);
        }
        polls.last = Some(end);
        if let Some(outcome) = &outcome {
            call.returned(outcome, Some(polls), source);
        }
        if let Err(payload) = &result {
            call.panicked(&**payload, Some(polls), source);
        }
        result.map(Poll::Ready)
    }
}

/// Ends a call whose future is dropped before its end, if it has begun.
#[cold]
pub(crate) fn cancel(opened: &Opened) {
    if let Some(Begun { call, polls, .. }) = &opened.begun {
        let source = Source::Noted(&opened.notes);
        let _entered = here(|here| opened.enter(here));
        call.fail(Event::Cancel, &Outcome::Done(None), Some(polls), &source);
    }
}
