//! A thread's state: its current span, its sequence of ids, and whether tracking is suppressed.

use std::cell::Cell;
use std::sync::OnceLock;

use super::failures::LoggedFailure;
use super::ids::IdSequence;
use super::recorded;
use super::span::{Span, SpanId};
use super::traceparent;
use crate::sys::Instant;

/// The state of one thread.
pub(crate) struct ThreadState {
    current: Cell<Option<Span>>,
    is_suppressed: Cell<bool>,
    /// The call whose future is being dropped.
    dropping: Cell<Option<SpanId>>,
    /// The last panic of this thread that the panic hook has logged, and when it began.
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

    /// The call that this thread runs, unless it may run elsewhere too, or tracking is suppressed.
    pub(crate) fn own_call(&self) -> Option<SpanId> {
        let span = self.current.get().filter(|span| !span.is_foreign);
        Some(span.filter(|_| !self.is_suppressed())?.id)
    }

    /// Makes the span of a `Context` the current one until the guard is dropped.
    pub(crate) fn enter_context(&self, span: Option<Span>) -> Entered {
        let span = span.map(|span| {
            // A call that enters its own context still runs here.
            let current = self.current.get();
            let current = current.filter(|current| current.id == span.id);
            Span {
                is_foreign: current.is_none_or(|current| current.is_foreign),
                ..span
            }
        });
        self.enter(span)
    }

    /// Removes the fields of the call whose span is left, unless the call goes on.
    #[cold]
    fn remove_recorded_on_leave(&self, outer: Option<Span>) {
        let left = self.current.get();
        let left = left.filter(|left| outer.is_none_or(|outer| outer.id != left.id));
        if let Some(left) = left.filter(|left| !left.is_foreign) {
            recorded::remove(left.id);
        }
    }

    /// Makes `span` the current one until the guard is dropped.
    #[inline]
    pub(crate) fn enter(&self, span: Option<Span>) -> Entered {
        Entered {
            outer: self.current.replace(span),
        }
    }

    /// Sets the call whose future is being dropped, and returns the one before.
    pub(crate) fn set_dropping(&self, call: Option<SpanId>) -> Option<SpanId> {
        self.dropping.replace(call)
    }

    /// Called by the panic hook, before it prints anything.
    #[cfg(feature = "logger")]
    pub(crate) fn panic_begins(&self, message: &str) {
        let panic = (Instant::now(), LoggedFailure::new(message, true));
        self.last_panic.set(Some(panic));
    }

    /// The last panic of this thread that the panic hook has logged, and when it began, if that was after the start of
    /// a call.
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

impl Entered {
    /// The span that was the current one before.
    pub(crate) fn outer(&self) -> Option<Span> {
        self.outer
    }
}

impl Drop for Entered {
    #[inline]
    fn drop(&mut self) {
        with_thread(|thread| {
            if recorded::is_any() {
                thread.remove_recorded_on_leave(self.outer);
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
