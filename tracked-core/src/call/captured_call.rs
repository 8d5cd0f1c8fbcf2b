//! A call whose values are captured before it starts.

#![forbid(unsafe_code)]

use std::cell::RefCell;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::task::Poll;
use std::thread;

use super::lifecycle::{Call, PollTimes, catch_step};
use super::step::Step;
use crate::callsite::event_kind::EventKind;
use crate::callsite::{Callsite, IS_COMPILED_OUT};
use crate::context::recorded::{self, RecordedField};
use crate::context::span::{Span, SpanId};
use crate::context::thread::{Cancelled, Entered, ThreadState, with_thread};
use crate::context::{Context, IntoParent};
use crate::field::captured::{CapturedValues, ValueSource};
use crate::field::value::{ValueFormat, Visitor};
use crate::outcome::Outcome;
use crate::sys::Instant;

/// A call whose values are captured, and which has not ended. `None` if no event of the call can be logged.
///
/// If it is dropped after the first poll of its future, the call is cancelled. The memory goes back to the pool of the
/// thread.
#[derive(Default)]
pub struct CapturedCall(Option<Box<Content>>);

/// The content of a [`CapturedCall`], which the pool of the thread reuses.
struct Content {
    call: Call,
    /// The parent that the option `parent` asks for.
    parent: Option<Context>,
    captured: CapturedValues,
    /// The span, the start and the polls of a future that has been polled.
    polled: Option<(Span, Instant, PollTimes)>,
    /// While the body of a future that was polled is dropped.
    dropping: Option<Dropping>,
    /// The fields that the body of a suspended future has recorded.
    recorded: Vec<RecordedField>,
}

/// The cancellation of a call.
struct Dropping {
    entered: Entered,
    /// The future that the thread was already dropping.
    outer: Option<Cancelled>,
    /// The outermost call that is cancelled together with this one, if its record is logged.
    origin: Option<SpanId>,
}

thread_local! {
    #[allow(clippy::vec_box, reason = "each call is handed out in its box")]
    static POOL: RefCell<Vec<Box<Content>>> = const { RefCell::new(Vec::new()) };
}

const MAX_POOL: usize = 64;

impl CapturedCall {
    /// Captures the values of a call, if any of its events can be logged.
    pub(super) fn new(
        callsite: &'static Callsite,
        closure_name: &'static str,
        record: &mut dyn FnMut(&mut Visitor<'_>),
    ) -> Self {
        let call = with_thread(|thread| {
            if thread.is_suppressed() {
                return None;
            }
            Call::by_logger(thread, callsite, closure_name)
        });
        let Some(call) = call else {
            return Self::default();
        };
        // The thread drops its pool when it ends.
        let pooled = POOL.try_with(|pool| pool.try_borrow_mut().ok()?.pop());
        let mut content = pooled.ok().flatten().unwrap_or_else(|| {
            Box::new(Content {
                call,
                parent: None,
                captured: CapturedValues::default(),
                polled: None,
                dropping: None,
                recorded: Vec::new(),
            })
        });
        content.call = call;
        content.parent = None;
        let fields = callsite.field_names().count();
        record(&mut |values| {
            content
                .captured
                .capture(values, ValueFormat::of(callsite), |index| {
                    index < fields || shows_value(callsite, index)
                });
        });
        CapturedCall(Some(content))
    }

    #[inline]
    pub(super) fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// Sets the parent of the call: the option `parent`.
    #[inline]
    #[must_use]
    pub fn under<P: IntoParent>(mut self, parent: impl FnOnce() -> P) -> Self {
        if let (false, Some(content)) = (IS_COMPILED_OUT, &mut self.0) {
            content.parent = Some(parent().into_parent());
        }
        self
    }

    /// Runs a body as this call.
    fn catch_step(self, step: &mut dyn Step) {
        match &self.0 {
            Some(content) => content.run(step),
            None => step.run__rust_begin_short_backtrace(),
        }
    }

    /// Runs a body that creates the future that is this call. The call starts now only if the body panics.
    fn run_creator_step(&self, step: &mut dyn Step) {
        let result = catch_unwind(AssertUnwindSafe(|| step.run__rust_begin_short_backtrace()));
        if let Err(payload) = result {
            if let Some(content) = &self.0 {
                let _entered = content.enter();
                let values = ValueSource::Captured(&content.captured);
                let started = content.call.start(values);
                content.call.panicked(&*payload, started, None, values);
            }
            resume_unwind(payload);
        }
    }

    /// Polls a body as this call. The call ends when the body returns or panics.
    pub(super) fn poll(&mut self, step: &mut dyn Step) {
        let Some(content) = &mut self.0 else {
            return step.run__rust_begin_short_backtrace();
        };
        // A call that can't start is not logged later either.
        if content.polled.is_none() && content.call.callsite.is_disabled() {
            *self = Self::default();
            return step.run__rust_begin_short_backtrace();
        }
        let result = content.poll(step);
        if let Ok(Poll::Pending) = result {
            return;
        }
        content.polled = None;
        *self = Self::default();
        if let Err(payload) = result {
            resume_unwind(payload);
        }
    }

    /// Enters the span of a future that was polled, until the call is dropped.
    #[inline]
    pub(super) fn enter_to_drop(&mut self) {
        if let (false, Some(content)) = (IS_COMPILED_OUT, &mut self.0) {
            content.enter_to_drop();
        }
    }

    /// Starts the call: returns its span's guard and the time.
    pub(super) fn start(&self) -> Option<(Entered, Instant)> {
        let content = self.0.as_deref()?;
        let entered = content.enter();
        let started = content.call.start(ValueSource::Captured(&content.captured));
        Some((entered, started))
    }

    /// The call and its values.
    pub(super) fn call_and_values(&self) -> Option<(&Call, ValueSource<'_>)> {
        let content = self.0.as_deref()?;
        Some((&content.call, ValueSource::Captured(&content.captured)))
    }
}

/// The outermost frames of the runtime on the stack of a body.
mod __rust_end_short_backtrace {
    use super::CapturedCall;
    use crate::call::invocation::Invocation;
    use crate::call::step::{RunStep, expect_value};
    use crate::outcome::{ClassifyFn, returned};

    impl CapturedCall {
        /// Runs a body as this call.
        #[inline(never)]
        pub(in crate::call) fn run_enabled__rust_end_short_backtrace<R>(
            self,
            invocation: &dyn Invocation<R>,
            classify: ClassifyFn<R>,
        ) -> R {
            let mut step = RunStep {
                invocation,
                classify,
                value: None,
            };
            self.catch_step(&mut step);
            expect_value(step.value)
        }

        /// Runs a body that creates the future that is this call.
        #[inline(never)]
        pub(in crate::call) fn run_creator__rust_end_short_backtrace<R>(
            &self,
            invocation: &dyn Invocation<R>,
        ) -> R {
            let mut step = RunStep {
                invocation,
                classify: returned,
                value: None,
            };
            self.run_creator_step(&mut step);
            expect_value(step.value)
        }
    }
}

impl Drop for CapturedCall {
    #[inline]
    fn drop(&mut self) {
        if let (false, Some(content)) = (IS_COMPILED_OUT, self.0.take()) {
            close(content);
        }
    }
}

/// Cancels a future that was polled and has not completed, and puts the memory into the thread's pool.
#[cold]
fn close(mut content: Box<Content>) {
    let dropping = content.dropping.take();
    if let Some((_, started, polls)) = content.polled.take() {
        let origin = dropping.as_ref().and_then(|dropping| dropping.origin);
        let values = ValueSource::Captured(&content.captured);
        content.call.cancelled(origin, started, &polls, values);
    }
    if let Some(Dropping { entered, outer, .. }) = dropping {
        with_thread(|thread| thread.dropping.set(outer));
        drop(entered);
    }
    if content.captured.is_small() {
        content.captured.clear();
        let _ = POOL.try_with(|pool| {
            if let Ok(mut pool) = pool.try_borrow_mut() {
                if pool.len() < MAX_POOL {
                    pool.push(content);
                }
            }
        });
    }
}

impl Content {
    /// A new span for the call.
    fn new_span(&self, thread: &ThreadState) -> Span {
        match self.parent {
            Some(parent) => Span::child_of(parent.span(), &thread.ids),
            None => thread.new_span(),
        }
    }

    fn enter(&self) -> Entered {
        with_thread(|thread| thread.enter(Some(self.new_span(thread))))
    }

    fn run(&self, step: &mut dyn Step) {
        let _entered = self.enter();
        let values = ValueSource::Captured(&self.captured);
        self.call.run(step, values);
    }

    /// Enters the span of a future that was polled, because its body is dropped.
    #[cold]
    fn enter_to_drop(&mut self) {
        if let Some((span, ..)) = self.polled {
            self.dropping = Some(with_thread(|thread| self.begin_drop(span, thread)));
            self.restore_recorded(span.id);
        }
    }

    fn begin_drop(&self, span: Span, thread: &ThreadState) -> Dropping {
        let outer = thread.dropping.get();
        let caller = span.parent_id.filter(|_| self.parent.is_none());
        let is_running = |caller: SpanId| thread.current().is_some_and(|span| span.id == caller);
        let origin = caller.and_then(|caller| match outer {
            Some(outer) if outer.call == caller => outer.origin,
            // A caller that drops the future while it runs asks for the cancellation; otherwise it is dropped itself.
            _ => Some(caller).filter(|caller| !is_running(*caller)),
        });
        let callsite = self.call.callsite;
        let is_logged = callsite.logger_enables(callsite.cancel.level);
        thread.dropping.set(Some(Cancelled {
            call: span.id,
            origin: origin.or(is_logged.then_some(span.id)),
        }));
        Dropping {
            entered: thread.enter(Some(span)),
            outer,
            origin,
        }
    }

    /// Gives the fields of a suspended future to the thread that polls or drops it.
    fn restore_recorded(&mut self, id: SpanId) {
        if !self.recorded.is_empty() {
            recorded::store(id, mem::take(&mut self.recorded));
        }
    }

    fn poll(&mut self, step: &mut dyn Step) -> thread::Result<Poll<()>> {
        let is_caller = |parent| parent == Context::current();
        if self.polled.is_none() && self.parent.is_some_and(is_caller) {
            // The parent is the caller, as without the option. It cancels the call if it is cancelled itself.
            self.parent = None;
        }
        let span = with_thread(|thread| match &self.polled {
            Some((span, ..)) => *span,
            None => self.new_span(thread),
        });
        let _entered = with_thread(|thread| thread.enter(Some(span)));
        self.restore_recorded(span.id);
        let values = ValueSource::Captured(&self.captured);
        let (poll_started, (_, started, polls)) = match &mut self.polled {
            Some(polled) => (Instant::now(), polled),
            none => {
                let started = self.call.start(values);
                (started, none.insert((span, started, PollTimes::default())))
            }
        };
        let result = catch_step(step);
        if matches!(result, Ok(Some(Outcome::Returned(_)))) && !self.call.logs_success() {
            // No record shows how long it took.
            return Ok(Poll::Ready(()));
        }
        let is_pending = matches!(result, Ok(None));
        let ended = match result {
            Ok(_) => Instant::now(),
            Err(_) => with_thread(|thread| thread.panicked_at(poll_started)),
        };
        polls.add(poll_started, ended, is_pending);
        match result {
            Ok(None) => {
                self.recorded = recorded::take(span.id);
                Ok(Poll::Pending)
            }
            Ok(Some(outcome)) => {
                self.call.end(&outcome, *started, Some(polls), values);
                Ok(Poll::Ready(()))
            }
            Err(payload) => {
                self.call.panicked(&*payload, *started, Some(polls), values);
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
