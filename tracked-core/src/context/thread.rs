//! A thread's state: its current span, its sequence of ids, whether tracking is suppressed, the future that it drops,
//! and its last panic.

use std::cell::Cell;
use std::sync::OnceLock;

use super::failures::LoggedFailure;
use super::ids::IdSequence;
use super::recorded;
use super::span::{Span, SpanId};
use super::traceparent;
use crate::sys::Instant;

/// A call that is cancelled.
#[derive(Clone, Copy)]
pub(crate) struct Cancelled {
    pub(crate) call: SpanId,
    /// The outermost call that is cancelled together with it, or the call itself, if its record is logged.
    pub(crate) origin: Option<SpanId>,
}

pub(crate) struct ThreadState {
    current: Cell<Option<Span>>,
    is_suppressed: Cell<bool>,
    /// The call whose future is being dropped.
    pub(crate) dropping: Cell<Option<Cancelled>>,
    /// The last panic of this thread that reached the panic hook of this crate, and when it began.
    last_panic: Cell<Option<(Instant, LoggedFailure)>>,
    pub(crate) ids: IdSequence,
}

/// Calls `f` with the state of this thread, which exists until the thread has ended.
#[inline]
pub(crate) fn with_thread<R>(f: impl FnOnce(&ThreadState) -> R) -> R {
    thread_local! {
        static STATE: ThreadState = const {
            ThreadState {
                current: Cell::new(None),
                is_suppressed: Cell::new(false),
                dropping: Cell::new(None),
                last_panic: Cell::new(None),
                ids: IdSequence::new(),
            }
        };
    }
    // `LocalKey::with` is not inlined into its caller, `try_with` is.
    let Ok(result) = STATE.try_with(f) else {
        unreachable!("the state has no destructor")
    };
    result
}

/// The span of the call that this thread runs.
#[inline]
pub(crate) fn current_span() -> Option<Span> {
    with_thread(ThreadState::current)
}

/// Runs `f` with tracking suppressed on this thread.
#[inline]
pub(crate) fn suppress<R>(f: impl FnOnce() -> R) -> R {
    with_thread(|thread| thread.suppress(f))
}

impl ThreadState {
    /// The span of the call that this thread runs; outside of all calls, the span in `TRACEPARENT`.
    #[inline]
    pub(crate) fn current(&self) -> Option<Span> {
        self.current.get().or_else(parent_from_env)
    }

    /// A new span under the current one.
    #[inline]
    pub(crate) fn new_span(&self) -> Span {
        Span::child_of(self.current(), &self.ids)
    }

    /// The current call, if it runs on this thread. `None` if a `Context` has brought its span, or if tracking is suppressed.
    pub(crate) fn local_call(&self) -> Option<SpanId> {
        let span = self.current.get().filter(|span| !span.is_from_context);
        Some(span.filter(|_| !self.is_suppressed())?.id)
    }

    /// Makes the span of a `Context` the current one until the guard is dropped.
    pub(crate) fn enter_context(&self, span: Option<Span>) -> Entered {
        let span = span.map(|span| {
            // A call that enters its own context stays local.
            let current = self.current.get();
            let current = current.filter(|current| current.id == span.id);
            Span {
                is_from_context: current.is_none_or(|current| current.is_from_context),
                ..span
            }
        });
        self.enter(span)
    }

    /// Removes the recorded fields of the span that the thread exits, unless the outer span is of the same call.
    #[cold]
    fn remove_recorded_on_exit(&self, outer: Option<Span>) {
        let exited = self.current.get();
        let exited = exited.filter(|exited| outer.is_none_or(|outer| outer.id != exited.id));
        if let Some(exited) = exited.filter(|exited| !exited.is_from_context) {
            recorded::remove(exited.id);
        }
    }

    /// Makes `span` the current one until the guard is dropped.
    #[inline]
    pub(crate) fn enter(&self, span: Option<Span>) -> Entered {
        Entered {
            outer: self.current.replace(span),
        }
    }

    /// Stores a panic and the time. Called by the panic hook, before it logs.
    #[cfg(feature = "logger")]
    pub(crate) fn store_panic(&self, message: &str) {
        let panic = (Instant::now(), LoggedFailure::new(message, true));
        self.last_panic.set(Some(panic));
    }

    /// The last panic of this thread that reached the panic hook, and when it began, if that was not before `started`.
    pub(crate) fn last_panic(&self, started: Instant) -> Option<(Instant, LoggedFailure)> {
        self.last_panic.get().filter(|(began, _)| *began >= started)
    }

    /// When the panic began that has ended a call, or now if no panic hook of this crate has run since the call
    /// started. A panic that is resumed runs no hook: it counts from the last panic of the call.
    pub(crate) fn panicked_at(&self, started: Instant) -> Instant {
        let last = self.last_panic(started);
        last.map_or_else(Instant::now, |(began, _)| began)
    }

    /// Whether tracked calls of this thread are not logged: while a value is formatted, and inside the logger.
    ///
    /// Otherwise a tracked function that a `Debug` or a logger calls would be logged in the middle of a record, or
    /// recurse forever.
    #[inline]
    pub(crate) fn is_suppressed(&self) -> bool {
        self.is_suppressed.get()
    }

    /// Runs `f` with tracking suppressed.
    #[inline]
    pub(crate) fn suppress<R>(&self, f: impl FnOnce() -> R) -> R {
        let outer = self.is_suppressed.replace(true);
        let _restore = OnDrop(|| self.is_suppressed.set(outer));
        f()
    }
}

/// Calls the closure when it is dropped, after a panic too.
pub(crate) struct OnDrop<F: FnMut()>(pub(crate) F);

impl<F: FnMut()> Drop for OnDrop<F> {
    #[inline]
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Restores the current span of the thread when it is dropped.
pub(crate) struct Entered {
    outer: Option<Span>,
}

impl Drop for Entered {
    #[inline]
    fn drop(&mut self) {
        with_thread(|thread| {
            if recorded::is_any() {
                thread.remove_recorded_on_exit(self.outer);
            }
            thread.current.set(self.outer);
        });
    }
}

/// The environment variable that contains the parent of root calls.
pub(crate) const TRACEPARENT: &str = "TRACEPARENT";

/// The span in the environment variable `TRACEPARENT`, which is read once.
#[inline]
fn parent_from_env() -> Option<Span> {
    static PARENT: OnceLock<Option<Span>> = OnceLock::new();
    *PARENT.get_or_init(|| {
        let text = std::env::var(TRACEPARENT).ok()?;
        traceparent::parse(&text).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new_span() -> Span {
        with_thread(ThreadState::new_span)
    }

    #[test]
    fn a_new_span_is_a_child_of_the_current_one() {
        let outer = new_span();
        let entered = with_thread(|thread| thread.enter(Some(outer)));
        let inner = new_span();
        assert!(inner.trace_id == outer.trace_id && inner.parent_id == Some(outer.id));
        assert_eq!((outer.depth, inner.depth), (1, 2));
        drop(entered);
        assert!(new_span().parent_id.is_none());
    }

    #[test]
    fn a_new_thread_has_no_current_span() {
        let _entered = with_thread(|thread| thread.enter(Some(thread.new_span())));
        let root = std::thread::spawn(new_span).join().unwrap();
        assert!(root.parent_id.is_none());
    }

    #[test]
    fn ids_of_two_spans_and_of_two_threads_differ() {
        let [first, second] = [new_span(), new_span()];
        let other_thread = std::thread::spawn(new_span).join().unwrap();
        assert!(first.id != second.id);
        assert!(first.trace_id != other_thread.trace_id);
    }
}
