//! A call from its start to the one event that ends it.

#![forbid(unsafe_code)]

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use log::Level;

use super::origin::{self, level_again};
use super::step::Step;
use crate::callsite::config::Config;
use crate::callsite::event_kind::EventKind;
use crate::callsite::{Callsite, passes_max_level};
use crate::context::failures::LoggedFailure;
use crate::context::span::SpanId;
use crate::context::thread::{ThreadState, with_thread};
use crate::event::Event;
use crate::event::record::emit;
use crate::field::captured::ValueSource;
use crate::field::value::ValueFormat;
use crate::outcome::failure_text::{FailureText, panic_message};
use crate::outcome::{Failure, Outcome};
use crate::sys::Instant;

/// Whether `start` and `done` of one call are logged, and the function that is called. The other events are checked when
/// they occur.
///
/// It is small because each nested call has one on the stack. It does not contain its span: whenever an event of the
/// call is logged, the span is the current one of the thread.
#[derive(Clone, Copy)]
pub(super) struct Call {
    pub(super) callsite: &'static Callsite,
    /// The type name of a closure in the function, which contains the function's name.
    closure_name: &'static str,
    logs_start: bool,
    logs_done: bool,
}

/// Whether `start` records are logged.
static LOGS_STARTS: AtomicBool = AtomicBool::new(true);

#[cfg(feature = "logger")]
pub(crate) fn set_starts(starts: bool) {
    LOGS_STARTS.store(starts, Ordering::Relaxed);
}

/// The times of a future's polls.
#[derive(Default)]
pub(super) struct PollTimes {
    /// The total time of the polls.
    busy: Duration,
    /// Whether a poll has returned `Pending`.
    was_suspended: bool,
    /// When the last poll completed or panicked; `None` while the future is suspended.
    ended: Option<Instant>,
}

impl PollTimes {
    pub(super) fn add(&mut self, started: Instant, ended: Instant, is_pending: bool) {
        self.busy += ended - started;
        if is_pending {
            self.was_suspended = true;
        } else {
            self.ended = Some(ended);
        }
    }
}

impl Call {
    /// A call whose events are enabled by the maximum level, as in the macros of `log`. The logger filters the records.
    #[inline]
    fn by_max_level(
        thread: &ThreadState,
        callsite: &'static Callsite,
        closure_name: &'static str,
    ) -> Self {
        Self::new(thread, callsite, closure_name, |level| {
            level.is_some_and(passes_max_level)
        })
    }

    /// A call whose events are enabled by the logger, or `None` if it enables none. Used if values are captured,
    /// because a capture costs more than the question.
    pub(super) fn by_logger(
        thread: &ThreadState,
        callsite: &'static Callsite,
        closure_name: &'static str,
    ) -> Option<Self> {
        let is_enabled = |level| callsite.logger_enables(level);
        let call = Self::new(thread, callsite, closure_name, is_enabled);
        let is_any = call.logs_start
            || call.logs_done
            || is_enabled(callsite.error.level)
            || is_enabled(callsite.panic.level)
            || is_enabled(callsite.cancel.level)
            || is_enabled(callsite.slow_level());
        is_any.then_some(call)
    }

    #[inline]
    fn new(
        thread: &ThreadState,
        callsite: &'static Callsite,
        closure_name: &'static str,
        is_enabled: impl Fn(Option<Level>) -> bool,
    ) -> Self {
        let mut call = Call {
            callsite,
            closure_name,
            logs_start: false,
            logs_done: false,
        };
        // Dereferenced once, because each dereference tests the option in the callsite.
        let config: &Config = callsite;
        if config.sample < 1.0 && !thread.ids.draw(config.sample) {
            return call;
        }
        let (start, done) = (config.start.level, config.done.level);
        call.logs_start = is_enabled(start);
        call.logs_done = if start == done {
            call.logs_start
        } else {
            is_enabled(done)
        };
        call
    }

    /// Logs the start of the call, whose span is the current one, and returns the time of the start.
    #[inline]
    pub(super) fn start(&self, values: ValueSource<'_>) -> Instant {
        if self.logs_start && LOGS_STARTS.load(Ordering::Relaxed) {
            let level = self.callsite.start.level;
            emit(&self.event(EventKind::Start), level, values);
        }
        // Read last, so that the elapsed time does not contain the time of the record.
        Instant::now()
    }

    /// Runs a body as a call whose events are filtered by the maximum level.
    pub(super) fn run_by_max_level(
        callsite: &'static Callsite,
        closure_name: &'static str,
        values: ValueSource<'_>,
        step: &mut dyn Step,
    ) {
        with_thread(|thread| {
            if thread.is_suppressed() {
                return step.run__rust_begin_short_backtrace();
            }
            let call = Call::by_max_level(thread, callsite, closure_name);
            let _entered = thread.enter(Some(thread.new_span()));
            call.run(step, values);
        });
    }

    /// Runs a body as this call.
    #[inline]
    pub(super) fn run(&self, step: &mut dyn Step, values: ValueSource<'_>) {
        let started = self.start(values);
        match catch_step(step) {
            Ok(Some(outcome)) => self.end(&outcome, started, None, values),
            Ok(None) => {}
            Err(payload) => {
                self.panicked(&*payload, started, None, values);
                resume_unwind(payload);
            }
        }
    }

    fn event<'a>(&self, kind: EventKind) -> Event<'a> {
        Event {
            kind,
            callsite: self.callsite,
            closure_name: self.closure_name,
            times: None,
            busy: None,
            was_suspended: false,
            is_slow: false,
            outcome: &Outcome::Returned(None),
            failure: None,
            origin: None,
        }
    }

    fn end_event<'a>(
        &self,
        kind: EventKind,
        outcome: &'a Outcome<'a>,
        started: Instant,
        polls: Option<&PollTimes>,
    ) -> Event<'a> {
        let ended = polls.and_then(|polls| polls.ended);
        Event {
            times: Some((started, ended.unwrap_or_else(Instant::now))),
            busy: polls.map(|polls| polls.busy),
            was_suspended: polls.is_some_and(|polls| polls.was_suspended),
            outcome,
            ..self.event(kind)
        }
    }

    /// Whether a call that does not fail may be logged when it ends.
    #[inline]
    pub(super) fn logs_success(&self) -> bool {
        self.logs_done || self.callsite.slow.is_some()
    }

    /// Ends a call whose body has returned.
    #[inline]
    pub(super) fn end(
        &self,
        outcome: &Outcome<'_>,
        started: Instant,
        polls: Option<&PollTimes>,
        values: ValueSource<'_>,
    ) {
        match outcome {
            Outcome::Failed { .. } => self.fail(EventKind::Error, outcome, started, polls, values),
            Outcome::Returned(_) if self.logs_success() => {
                self.succeed(outcome, started, polls, values);
            }
            Outcome::Returned(_) => {}
        }
    }

    #[inline(never)]
    fn succeed(
        &self,
        outcome: &Outcome<'_>,
        started: Instant,
        polls: Option<&PollTimes>,
        values: ValueSource<'_>,
    ) {
        let mut event = self.end_event(EventKind::Done, outcome, started, polls);
        let limit = self.callsite.slow.map(Duration::from_nanos);
        event.is_slow = limit.is_some() && event.elapsed() >= limit;
        let level = if event.is_slow {
            self.callsite.slow_level()
        } else {
            self.callsite.done.level.filter(|_| self.logs_done)
        };
        emit(&event, level, values);
    }

    /// Ends a call by an error or a panic. The level of the failure overrides the level of the event, unless the event is
    /// off. The outcome of a panic without a payload is [`Outcome::Returned`] without a value.
    #[cold]
    pub(super) fn fail(
        &self,
        kind: EventKind,
        outcome: &Outcome<'_>,
        started: Instant,
        polls: Option<&PollTimes>,
        values: ValueSource<'_>,
    ) {
        let mut event = self.end_event(kind, outcome, started, polls);
        let is_panic = kind == EventKind::Panic;
        if is_panic && polls.is_none() {
            let ended = with_thread(|thread| thread.panicked_at(started));
            event.times = Some((started, ended));
        }
        let Outcome::Failed { failure, level, .. } = *outcome else {
            return self.panicked_in_place(event, started, values);
        };
        let event_level = self.callsite.event(kind).level;
        let level = event_level.and(level).or(event_level);
        let text = FailureText::new(failure, ValueFormat::of(self.callsite));
        event.failure = Some(&text);
        // The text of a value that `err_if` declares a failure, such as `None`, does not identify a callee's failure.
        let is_recognisable = !matches!(failure, Failure::Value(_));
        if is_recognisable {
            event.origin = origin::of_failure(&text, is_panic);
        }
        self.emit_with_origin(&event, level, values);
        if is_recognisable && (event.origin.is_some() || self.callsite.logger_enables(level)) {
            origin::store(LoggedFailure::new(text.get(), is_panic), event.origin);
        }
    }

    /// Ends a call by a panic without a payload: the record has no message. The hash of the panic hook finds the origin.
    fn panicked_in_place(&self, mut event: Event<'_>, started: Instant, values: ValueSource<'_>) {
        let level = self.callsite.panic.level;
        let Some((_, panic)) = with_thread(|thread| thread.last_panic(started)) else {
            return self.emit_with_origin(&event, level, values);
        };
        event.origin = origin::of_panic(&panic);
        self.emit_with_origin(&event, level, values);
        if event.origin.is_some() || self.callsite.logger_enables(level) {
            origin::store(panic, event.origin);
        }
    }

    /// Ends a call whose future is dropped. The origin is the outermost call that is cancelled together with it; `None` if
    /// its caller has dropped the future.
    #[cold]
    pub(super) fn cancelled(
        &self,
        origin: Option<SpanId>,
        started: Instant,
        polls: &PollTimes,
        values: ValueSource<'_>,
    ) {
        let outcome = &Outcome::Returned(None);
        let mut event = self.end_event(EventKind::Cancel, outcome, started, Some(polls));
        event.origin = origin;
        let level = self.callsite.cancel.level;
        self.emit_with_origin(&event, level, values);
    }

    fn emit_with_origin(&self, event: &Event<'_>, level: Option<Level>, values: ValueSource<'_>) {
        let level = match event.origin {
            Some(_) => level_again(self.callsite, event.kind, level),
            None => level,
        };
        emit(event, level, values);
    }

    /// Ends a call whose body has panicked.
    #[cold]
    pub(super) fn panicked(
        &self,
        payload: &(dyn Any + Send),
        started: Instant,
        polls: Option<&PollTimes>,
        values: ValueSource<'_>,
    ) {
        let outcome = Outcome::Failed {
            failure: Failure::Text(panic_message(payload), None),
            level: None,
            error_type: None,
        };
        self.fail(EventKind::Panic, &outcome, started, polls, values);
    }
}

/// Runs a step and classifies its value. Both may panic.
#[inline]
pub(super) fn catch_step<'a>(step: &'a mut dyn Step) -> thread::Result<Option<Outcome<'a>>> {
    catch_unwind(AssertUnwindSafe(move || {
        // Moved into the closure, because the outcome borrows it and outlives the closure.
        let step = step;
        step.run__rust_begin_short_backtrace();
        (step as &'a dyn Step).outcome()
    }))
}
