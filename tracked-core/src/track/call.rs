//! A call that is being tracked, from its opening to the one event that ends it.

use std::any::Any;
use std::fmt::Arguments;
use std::time::{Duration, Instant};

use log::Metadata;

use super::failure;
use super::kind::Failure;
use super::name::FnName;
use super::notes::Notes;
use super::record::{Ending, write};
use super::render::{away, is_away};
use super::site::{Event, Site};
use super::span::Span;
use super::value::Shown;

/// A tracked call.
pub struct Call {
    pub(crate) site: &'static Site,
    pub(crate) name: FnName,
    pub(crate) notes: Notes,
    /// The events that leave a record, as the logger had it when the call was opened.
    on: [bool; Event::ALL.len()],
    begun: Option<Begun>,
    pub(crate) polls: Option<Polls>,
}

struct Begun {
    at: Instant,
    span: Span,
}

/// How a future spent its time.
#[derive(Clone, Copy, Default)]
pub(crate) struct Polls {
    pub(crate) busy: Duration,
    pub(crate) suspended: bool,
}

impl Call {
    /// Opens a call if any of its events can leave a record. `closure` is the type name of a closure in the
    /// function, which tells what the function is called.
    pub(crate) fn open(site: &'static Site, closure: &'static str) -> Option<Self> {
        if is_away() {
            return None;
        }
        let on = Event::ALL.map(|event| is_on(site, event));
        on.contains(&true).then(|| Call {
            site,
            name: FnName::of(closure, site.module),
            notes: Notes::default(),
            on,
            begun: None,
            polls: None,
        })
    }

    /// Takes down the arguments, before the body can consume them.
    pub fn args(&mut self, args: &[Shown<'_>]) -> &mut Self {
        self.notes.put_args(args);
        self
    }

    /// Takes down the values that the message of an event shows, if that event leaves a record.
    pub fn values(&mut self, event: Event, values: &[Arguments<'_>]) -> &mut Self {
        if self.on[event as usize] {
            self.notes.put_message(event, values);
        }
        self
    }

    /// The start: now, under the call that the thread is in. Returns where it stands among the calls.
    pub(crate) fn begin(&mut self) -> Span {
        let span = Span::here();
        self.begun = Some(Begun {
            at: Instant::now(),
            span,
        });
        self.report(Event::Start, span, None);
        span
    }

    /// Where the call stands, once it has begun.
    pub(crate) fn span(&self) -> Option<Span> {
        self.begun.as_ref().map(|begun| begun.span)
    }

    pub(crate) fn returned(&self, failure: Option<Failure<'_>>) {
        match failure {
            None => self.end(Event::Done, || None),
            Some(failure) => self.end(Event::Error, || Some(failure::text(failure))),
        }
    }

    /// Like [`Call::returned`], of a failure that is only known by its text any more.
    pub(crate) fn ended(&self, failure: Option<String>) {
        match failure {
            None => self.end(Event::Done, || None),
            Some(text) => self.end(Event::Error, || Some(text)),
        }
    }

    /// The body unwound, with the payload where it could be caught.
    pub(crate) fn panicked(&self, payload: Option<&(dyn Any + Send)>) {
        self.end(Event::Panic, || payload.map(failure::panic_text));
    }

    pub(crate) fn cancelled(&self) {
        self.end(Event::Cancel, || None);
    }

    fn end(&self, event: Event, error: impl FnOnce() -> Option<String>) {
        let Some(begun) = &self.begun else { return };
        let elapsed = begun.at.elapsed();
        if self.on[event as usize] {
            let error = error();
            let ending = Ending {
                elapsed,
                polls: self.polls,
                error: error.as_deref(),
            };
            self.report(event, begun.span, Some(&ending));
        }
    }

    fn report(&self, event: Event, span: Span, ending: Option<&Ending<'_>>) {
        if self.on[event as usize] {
            away(|| write(self, event, span, ending));
        }
    }
}

fn is_on(site: &Site, event: Event) -> bool {
    site.report(event).level.is_some_and(|level| {
        let metadata = Metadata::builder().level(level).target(site.module).build();
        level <= log::STATIC_MAX_LEVEL
            && level <= log::max_level()
            && away(|| log::logger().enabled(&metadata))
    })
}
