//! A call whose values are captured before it starts.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::task::Poll;
use std::thread;

use super::invocation::{RunStep, Step, expect_value};
use super::lifecycle::{Call, Interest, Polls, run_step};
use crate::callsite::event_kind::EventKind;
use crate::callsite::{Callsite, IS_COMPILED_OUT};
use crate::context::Context;
use crate::context::span::Span;
use crate::context::thread::{Entered, ThreadState, with_thread};
use crate::field::captured::{CallValues, Captured};
use crate::field::value::Visit;
use crate::outcome::{ClassifyFn, Outcome};
use crate::sys::Instant;

/// A call that has not started, or a future that has not completed; or nothing, if no event of the call can be logged.
///
/// Dropping it cancels a future that was polled, and gives the memory back to the thread.
#[derive(Default)]
pub struct Open(Option<Box<OpenCall>>);

struct OpenCall {
    callsite: &'static Callsite,
    closure_name: &'static str,
    interest: Interest,
    /// The parent that the option `parent` asks for.
    parent: Option<Context>,
    captured: Captured,
    /// The call, if it is a future that was polled.
    polled: Option<PolledCall>,
}

struct PolledCall {
    call: Call,
    span: Span,
    polls: Polls,
}

thread_local! {
    #[allow(clippy::vec_box, reason = "each call is handed out in its box")]
    static POOL: RefCell<Vec<Box<OpenCall>>> = const { RefCell::new(Vec::new()) };
}

const MAX_POOL: usize = 64;

impl Open {
    /// Opens a call and captures its values, if any of its events can be logged.
    pub(super) fn new(
        callsite: &'static Callsite,
        closure_name: &'static str,
        record: &mut dyn FnMut(&mut Visit<'_>),
    ) -> Self {
        let interest = with_thread(|thread| {
            if thread.is_suppressed() {
                return None;
            }
            Interest::from_logger(thread, callsite)
        });
        let Some(interest) = interest else {
            return Self::default();
        };
        // The pool is gone when the thread ends.
        let pooled = POOL.try_with(|pool| pool.try_borrow_mut().ok()?.pop());
        let mut open = pooled.ok().flatten().unwrap_or_else(|| {
            Box::new(OpenCall {
                callsite,
                closure_name,
                interest,
                parent: None,
                captured: Captured::default(),
                polled: None,
            })
        });
        open.callsite = callsite;
        open.closure_name = closure_name;
        open.interest = interest;
        open.parent = None;
        let fields = callsite.fields.count();
        record(&mut |values| {
            open.captured.capture(values, callsite.max_len, |index| {
                index < fields || shows_value(callsite, index)
            });
        });
        Open(Some(open))
    }

    #[inline]
    pub(super) fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// Sets the parent of the call: the option `parent`.
    #[inline]
    #[must_use]
    pub fn under(mut self, parent: impl FnOnce() -> Context) -> Self {
        if let (false, Some(open)) = (IS_COMPILED_OUT, &mut self.0) {
            open.parent = Some(parent());
        }
        self
    }

    /// Runs a body as this call.
    pub(super) fn run_enabled<R>(self, run: &dyn Fn() -> R, classify: ClassifyFn<R>) -> R {
        let mut step = RunStep {
            run,
            classify,
            value: None,
        };
        match &self.0 {
            Some(open) => open.run(&mut step),
            None => step.run(),
        }
        expect_value(step.value)
    }

    /// Runs a body that creates the future that is this call. The call starts now only if the body panics.
    pub(super) fn create<R>(&self, run: &dyn Fn() -> R) -> R {
        match catch_unwind(AssertUnwindSafe(run)) {
            Ok(future) => future,
            Err(payload) => {
                if let Some(open) = &self.0 {
                    let (call, _entered) = open.start();
                    let values = CallValues::Captured(&open.captured);
                    call.panicked(&*payload, None, values);
                }
                resume_unwind(payload)
            }
        }
    }

    /// Polls a body as this call, which is over when the body returns or panics.
    pub(super) fn poll(&mut self, step: &mut dyn Step) {
        let Some(open) = &mut self.0 else {
            return step.run();
        };
        let result = open.poll(step);
        if let Ok(Poll::Pending) = result {
            return;
        }
        open.polled = None;
        *self = Self::default();
        if let Err(payload) = result {
            resume_unwind(payload);
        }
    }

    /// Starts the call and enters its span.
    pub(super) fn start(&self) -> Option<(Call, Entered)> {
        self.0.as_deref().map(OpenCall::start)
    }

    /// The callsite and the captured values.
    pub(super) fn get(&self) -> Option<(&'static Callsite, &Captured)> {
        let open = self.0.as_deref()?;
        Some((open.callsite, &open.captured))
    }
}

impl Drop for Open {
    #[inline]
    fn drop(&mut self) {
        if let (false, Some(open)) = (IS_COMPILED_OUT, self.0.take()) {
            close(open);
        }
    }
}

/// Cancels a future that was polled and has not completed, and puts the memory into the thread's pool.
#[cold]
fn close(mut open: Box<OpenCall>) {
    if let Some(PolledCall { call, span, polls }) = open.polled.take() {
        let _entered = with_thread(|thread| thread.enter(Some(span)));
        let values = CallValues::Captured(&open.captured);
        call.fail(
            EventKind::Cancel,
            &Outcome::Returned(None),
            Some(&polls),
            values,
        );
    }
    if open.captured.is_small() {
        open.captured.clear();
        let _ = POOL.try_with(|pool| {
            if let Ok(mut pool) = pool.try_borrow_mut() {
                if pool.len() < MAX_POOL {
                    pool.push(open);
                }
            }
        });
    }
}

impl OpenCall {
    /// A new span for the call.
    fn new_span(&self, thread: &ThreadState) -> Span {
        match self.parent {
            Some(parent) => Span::child_of(parent.span(), &thread.ids),
            None => thread.new_span(),
        }
    }

    fn start(&self) -> (Call, Entered) {
        let entered = with_thread(|thread| thread.enter(Some(self.new_span(thread))));
        let values = CallValues::Captured(&self.captured);
        let call = Call::start(self.callsite, self.closure_name, self.interest, values);
        (call, entered)
    }

    fn run(&self, step: &mut dyn Step) {
        let (call, _entered) = self.start();
        call.run(step, CallValues::Captured(&self.captured));
    }

    fn poll(&mut self, step: &mut dyn Step) -> thread::Result<Poll<()>> {
        let values = CallValues::Captured(&self.captured);
        let span = with_thread(|thread| match &self.polled {
            Some(polled) => polled.span,
            None => self.new_span(thread),
        });
        let _entered = with_thread(|thread| thread.enter(Some(span)));
        let (polled, started) = match &mut self.polled {
            Some(polled) => (polled, Instant::now()),
            none => {
                let call = Call::start(self.callsite, self.closure_name, self.interest, values);
                let polls = Polls::default();
                (none.insert(PolledCall { call, span, polls }), call.started)
            }
        };
        let result = run_step(step);
        let PolledCall { call, polls, .. } = polled;
        let is_pending = matches!(result, Ok(None));
        polls.add(started, Instant::now(), is_pending);
        match result {
            Ok(None) => Ok(Poll::Pending),
            Ok(Some(outcome)) => {
                call.end(&outcome, Some(polls), values);
                Ok(Poll::Ready(()))
            }
            Err(payload) => {
                call.panicked(&*payload, Some(polls), values);
                Err(payload)
            }
        }
    }
}

/// Whether a message that can be logged shows the value at this index.
fn shows_value(callsite: &Callsite, index: usize) -> bool {
    EventKind::ALL.into_iter().any(|kind| {
        let event = callsite.event(kind);
        let parts = event.message.unwrap_or_default();
        let is_slow = kind == EventKind::Done && callsite.slow.is_some();
        parts.iter().any(|part| part.is_value(index))
            && (is_slow || callsite.logger_enables(event.level))
    })
}
