//! A call from its start to the one event that ends it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread;
use std::time::Duration;

use log::Level;

use super::invocation::Step;
use crate::callsite::event_kind::EventKind;
use crate::callsite::{Callsite, passes_max_level};
use crate::context::thread::ThreadState;
use crate::event::record::emit;
use crate::event::{End, Event};
use crate::field::captured::CallValues;
use crate::outcome::panic_message::panic_message;
use crate::outcome::{Failure, Outcome};
use crate::sys::Instant;

/// A call that has started.
///
/// Nested calls keep one of these each on the stack, so it is small: it does not contain its span, which is the
/// thread's current one whenever an event is logged.
#[derive(Clone, Copy)]
pub(super) struct Call {
    callsite: &'static Callsite,
    closure_name: &'static str,
    interest: Interest,
    pub(super) started: Instant,
}

/// Which events of a call are logged if it does not fail.
#[derive(Clone, Copy, Default)]
pub(super) struct Interest {
    start: bool,
    done: bool,
}

/// How a future has been polled.
#[derive(Default)]
pub(super) struct Polls {
    /// The time in polls.
    busy: Duration,
    is_suspended: bool,
    /// The end of the last poll, if the future has completed.
    ended: Option<Instant>,
}

impl Polls {
    pub(super) fn add(&mut self, started: Instant, ended: Instant, is_pending: bool) {
        self.busy += ended - started;
        if is_pending {
            self.is_suspended = true;
        } else {
            self.ended = Some(ended);
        }
    }
}

impl Interest {
    /// By the maximum level, as the macros of `log` do. The logger decides when it gets the record.
    #[inline]
    pub(super) fn from_level(thread: &ThreadState, callsite: &Callsite) -> Self {
        Self::new(thread, callsite, |level| {
            level.is_some_and(passes_max_level)
        })
    }

    /// By the logger, for a call that captures its values before. `None` if no event of the call can be logged.
    pub(super) fn from_logger(thread: &ThreadState, callsite: &Callsite) -> Option<Self> {
        let interest = Self::new(thread, callsite, |level| callsite.logger_enables(level));
        let others = [
            callsite.error.level,
            callsite.panic.level,
            callsite.cancel.level,
            callsite.slow_level(),
        ];
        let is_any = interest.start
            || interest.done
            || others
                .into_iter()
                .any(|level| callsite.logger_enables(level));
        is_any.then_some(interest)
    }

    #[inline]
    fn new(
        thread: &ThreadState,
        callsite: &Callsite,
        is_enabled: impl Fn(Option<Level>) -> bool,
    ) -> Self {
        if callsite.sample < 1.0 && !thread.ids.draw(callsite.sample) {
            return Interest::default();
        }
        let (start, done) = (callsite.start.level, callsite.done.level);
        let is_start = is_enabled(start);
        Interest {
            start: is_start,
            done: if start == done {
                is_start
            } else {
                is_enabled(done)
            },
        }
    }
}

impl Call {
    /// Starts a call now. The caller has entered its span.
    #[inline]
    pub(super) fn start(
        callsite: &'static Callsite,
        closure_name: &'static str,
        interest: Interest,
        values: CallValues<'_>,
    ) -> Self {
        let call = Call {
            callsite,
            closure_name,
            interest,
            started: Instant::now(),
        };
        if interest.start {
            let level = callsite.start.level;
            emit(&call.event(EventKind::Start, None), level, values);
        }
        call
    }

    /// Runs a body as this call.
    #[inline]
    pub(super) fn run(&self, step: &mut dyn Step, values: CallValues<'_>) {
        match run_step(step) {
            Ok(Some(outcome)) => self.end(&outcome, None, values),
            Ok(None) => {}
            Err(payload) => {
                self.panicked(&*payload, None, values);
                resume_unwind(payload);
            }
        }
    }

    fn event<'a>(&self, kind: EventKind, end: Option<&'a End<'a>>) -> Event<'a> {
        Event {
            kind,
            callsite: self.callsite,
            closure_name: self.closure_name,
            end,
        }
    }

    /// Ends a call whose body has returned.
    #[inline]
    pub(super) fn end(&self, outcome: &Outcome<'_>, polls: Option<&Polls>, values: CallValues<'_>) {
        match outcome {
            Outcome::Failed(..) => self.fail(EventKind::Error, outcome, polls, values),
            Outcome::Returned(_) if self.interest.done || self.callsite.slow.is_some() => {
                self.succeed(outcome, polls, values);
            }
            Outcome::Returned(_) => {}
        }
    }

    #[inline(never)]
    fn succeed(&self, outcome: &Outcome<'_>, polls: Option<&Polls>, values: CallValues<'_>) {
        let mut end = self.ended(outcome, polls);
        let limit = self.callsite.slow.map(Duration::from_nanos);
        end.is_slow = limit.is_some_and(|limit| end.elapsed() >= limit);
        let level = if end.is_slow {
            self.callsite.slow_level()
        } else {
            self.callsite.done.level.filter(|_| self.interest.done)
        };
        emit(&self.event(EventKind::Done, Some(&end)), level, values);
    }

    /// Ends a call by an error, a panic, or because it is cancelled. The level of the failure overrides the level of
    /// the event, unless the event is off.
    #[cold]
    pub(super) fn fail(
        &self,
        kind: EventKind,
        outcome: &Outcome<'_>,
        polls: Option<&Polls>,
        values: CallValues<'_>,
    ) {
        let usual = self.callsite.event(kind).level;
        let level = match outcome {
            Outcome::Failed(_, level) => usual.and(*level).or(usual),
            Outcome::Returned(_) => usual,
        };
        let end = self.ended(outcome, polls);
        emit(&self.event(kind, Some(&end)), level, values);
    }

    /// Ends a call whose body has panicked.
    #[cold]
    pub(super) fn panicked(
        &self,
        payload: &(dyn Any + Send),
        polls: Option<&Polls>,
        values: CallValues<'_>,
    ) {
        let failure = Failure::Text(panic_message(payload), None);
        self.fail(
            EventKind::Panic,
            &Outcome::Failed(failure, None),
            polls,
            values,
        );
    }

    fn ended<'a>(&self, outcome: &'a Outcome<'a>, polls: Option<&Polls>) -> End<'a> {
        let ended = polls.and_then(|polls| polls.ended);
        End {
            started: self.started,
            ended: ended.unwrap_or_else(Instant::now),
            busy: polls.map(|polls| polls.busy),
            is_suspended: polls.is_some_and(|polls| polls.is_suspended),
            is_slow: false,
            outcome,
        }
    }
}

/// Runs a step and classifies its value. Both may panic.
#[inline]
pub(super) fn run_step<'a>(step: &'a mut dyn Step) -> thread::Result<Option<Outcome<'a>>> {
    catch_unwind(AssertUnwindSafe(move || {
        // Moved into the closure, because the outcome borrows from it for longer than the closure runs.
        let step = step;
        step.run();
        (step as &'a dyn Step).outcome()
    }))
}
