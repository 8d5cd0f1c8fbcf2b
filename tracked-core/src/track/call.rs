//! A call that is being tracked, from its opening to the one event that ends it.

use std::any::Any;
use std::fmt::Arguments;
use std::time::{Duration, Instant};

use log::{Level, Metadata};

use crate::context::Context;

use super::failure;
use super::kind::{Failure, Kind};
use super::name::FnName;
use super::notes::Notes;
use super::record::{Ending, write};
use super::render::{away, is_away, render};
use super::site::{Event, Piece, Site};
use super::span::{Span, chance};
use super::value::Shown;

/// A tracked call.
pub struct Call {
    pub(crate) site: &'static Site,
    pub(crate) name: FnName,
    pub(crate) notes: Notes,
    /// The events that leave a record, as the logger had it when the call was opened.
    on: [bool; Event::ALL.len()],
    /// The call that this one is under, where that is not the one that the thread is in.
    parent: Option<Context>,
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

/// What became of a call.
pub(crate) enum Outcome {
    /// With what there is to tell of the value.
    Done(Option<String>),
    Failed(Failed),
}

/// A failure, by its text.
#[derive(Default)]
pub(crate) struct Failed {
    text: String,
    /// Its `Debug`, where a message shows that too.
    debug: Option<String>,
    /// Its level, where that depends on it.
    level: Option<Level>,
}

impl Call {
    /// Opens a call if any of its events can leave a record. `closure` is the type name of a closure in the
    /// function, which tells what the function is called.
    pub(crate) fn open(site: &'static Site, closure: &'static str) -> Option<Box<Self>> {
        if is_away() {
            return None;
        }
        let mut on = Event::ALL.map(|event| is_on(site, site.report(event).level));
        if site.sample < 1.0 && !chance(site.sample) {
            on[Event::Start as usize] = false;
            on[Event::Done as usize] = false;
        }
        let may_be_slow = site.slow.is_some() && is_on(site, Some(Level::Warn));
        if !may_be_slow && !on.contains(&true) {
            return None;
        }
        // In a box, so that a call takes little of the stack, however deep it is in others.
        Some(Box::new(Call {
            site,
            name: site
                .name
                .map_or_else(|| FnName::of(closure, site.module), FnName::from),
            notes: Notes::default(),
            on,
            parent: None,
            begun: None,
            polls: None,
        }))
    }

    /// Takes down the arguments, before the body can consume them.
    pub fn args(&mut self, args: &[Shown<'_>]) -> &mut Self {
        self.notes.put_args(args, self.site.max_len);
        self
    }

    /// Takes down which call this one is under.
    pub fn parent(&mut self, parent: Context) -> &mut Self {
        self.parent = Some(parent);
        self
    }

    /// Takes down the values that the message of an event shows, if that event leaves a record.
    pub fn values(&mut self, event: Event, values: &[Arguments<'_>]) -> &mut Self {
        if self.on[event as usize] || event == Event::Done && self.site.slow.is_some() {
            self.notes.put_message(event, values, self.site.max_len);
        }
        self
    }

    /// The start: now, under the call that the thread is in, or the one it was given. Returns where it stands among the calls.
    pub(crate) fn begin(&mut self) -> Span {
        let span = self
            .parent
            .map_or_else(Span::here, |parent| Span::under(parent.span()));
        self.begun = Some(Begun {
            at: Instant::now(),
            span,
        });
        if self.on[Event::Start as usize] {
            let level = self.site.start.level;
            away(|| write(self, Event::Start, level, span, None));
        }
        span
    }

    /// Where the call stands, once it has begun.
    pub(crate) fn span(&self) -> Option<Span> {
        self.begun.as_ref().map(|begun| begun.span)
    }

    /// Looks at a value that the function returns, or its future resolves to.
    pub(crate) fn look_at<R, K: Kind<R>>(&self, kind: K, value: &R) -> Outcome {
        match kind.failure(value) {
            Some(failure) => self.failed(failure, || kind.level(value)),
            None => self.done(kind.shown(value)),
        }
    }

    fn failed(&self, failure: Failure<'_>, level: impl FnOnce() -> Option<Level>) -> Outcome {
        let text = self.site.error.text.unwrap_or_default();
        let shows_debug = text.iter().any(Piece::is_error_debug);
        Outcome::Failed(Failed {
            text: failure::text(failure, self.site.max_len),
            debug: shows_debug.then(|| failure::debug(failure)).flatten(),
            level: away(level),
        })
    }

    fn done(&self, shown: Option<Shown<'_>>) -> Outcome {
        Outcome::Done(shown.map(|shown| {
            let mut text = String::new();
            render(&mut text, &shown, self.site.max_len);
            text
        }))
    }

    pub(crate) fn returned(&self, outcome: Outcome) {
        match outcome {
            Outcome::Done(ret) => self.end(Event::Done, None, ret.as_deref()),
            Outcome::Failed(failed) => self.end(Event::Error, Some(&failed), None),
        }
    }

    /// The body unwound, and the payload was caught or can't be.
    pub(crate) fn panicked(&self, payload: Option<&(dyn Any + Send)>) {
        let text = payload.map_or_else(failure::noted_panic, |payload| {
            Some(failure::panic_text(payload))
        });
        let failed = text.map(|text| Failed {
            text,
            ..Failed::default()
        });
        self.end(Event::Panic, failed.as_ref(), None);
    }

    pub(crate) fn cancelled(&self) {
        self.end(Event::Cancel, None, None);
    }

    fn is_slow(&self, elapsed: Duration) -> bool {
        self.site
            .slow
            .is_some_and(|slow| elapsed.as_nanos() >= u128::from(slow))
    }

    /// Reports the event that ends the call.
    fn end(&self, event: Event, failed: Option<&Failed>, ret: Option<&str>) {
        let Some(begun) = &self.begun else { return };
        let elapsed = begun.at.elapsed();
        let slow = event == Event::Done && self.is_slow(elapsed);
        let level = if slow {
            Some(Level::Warn)
        } else {
            failed.and_then(|failed| failed.level)
        };
        let on = match level {
            // The one event's level replaces another's, unless there was to be no record at all.
            Some(_) if slow || self.site.report(event).level.is_some() => is_on(self.site, level),
            _ => self.on[event as usize],
        };
        if on {
            let ending = Ending {
                elapsed,
                polls: self.polls,
                error: failed.map(|failed| failed.text.as_str()),
                error_debug: failed.and_then(|failed| failed.debug.as_deref()),
                ret,
                slow,
            };
            let level = level.or(self.site.report(event).level);
            away(|| write(self, event, level, begun.span, Some(&ending)));
        }
    }
}

fn is_on(site: &Site, level: Option<Level>) -> bool {
    level.is_some_and(|level| {
        let metadata = Metadata::builder()
            .level(level)
            .target(site.target())
            .build();
        level <= log::STATIC_MAX_LEVEL
            && level <= log::max_level()
            && away(|| log::logger().enabled(&metadata))
    })
}
