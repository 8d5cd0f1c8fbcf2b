//! A call whose body stays in its function, because in a closure it would behave differently.

#![forbid(unsafe_code)]

use std::cell::{Cell, RefCell};
use std::thread;
use std::time::Duration;

use super::captured_call::CapturedCall;
use crate::callsite::event_kind::EventKind;
use crate::context::thread::Entered;
use crate::field::value::ValueFormat;
use crate::outcome::stored::StoredOutcome;
use crate::outcome::{ClassifyFn, Outcome};
use crate::sys::Instant;

/// A call that ends when the guard is dropped.
pub struct Guard {
    running: Option<Running>,
    call: CapturedCall,
}

/// The state of a call between its start and its end.
struct Running {
    started: Instant,
    /// Dropped after the call has ended.
    _entered: Entered,
    /// Whether the thread was unwinding when the call started, because a destructor made it.
    was_panicking: bool,
    /// The outcome of the value that the function is about to return.
    outcome: RefCell<StoredOutcome>,
    /// The time that formatting the outcome took, which is not a part of the elapsed time.
    formatting: Cell<Duration>,
}

impl CapturedCall {
    /// Starts the call.
    #[inline]
    pub fn enter(self) -> Guard {
        let running = if self.is_none() { None } else { start(&self) };
        Guard {
            running,
            call: self,
        }
    }
}

#[cold]
fn start(call: &CapturedCall) -> Option<Running> {
    let (entered, started) = call.start()?;
    Some(Running {
        started,
        _entered: entered,
        was_panicking: thread::panicking(),
        outcome: RefCell::new(StoredOutcome::Returned(None)),
        formatting: Cell::new(Duration::ZERO),
    })
}

impl Guard {
    /// Classifies a value that the function is about to return.
    #[inline]
    pub fn __tracked_returns<R>(&self, classify: ClassifyFn<R>, value: R) -> R {
        if self.running.is_some() {
            self.store(&classify(&value));
        }
        value
    }

    #[cold]
    fn store(&self, outcome: &Outcome<'_>) {
        if let (Some(running), Some((call, _))) = (&self.running, self.call.call_and_values()) {
            let is_formatted = !matches!(outcome, Outcome::Returned(None));
            let began = is_formatted.then(Instant::now);
            let callsite = call.callsite;
            let stored = StoredOutcome::new(
                outcome,
                ValueFormat::of(callsite),
                callsite.shows_error_debug(),
            );
            running.outcome.replace(stored);
            if let Some(began) = began {
                let ended = Instant::now();
                let before = running.formatting.get();
                running.formatting.set(before + (ended - began));
            }
        }
    }
}

impl Drop for Guard {
    #[inline]
    fn drop(&mut self) {
        if let Some(running) = &self.running {
            end(running, &self.call);
        }
    }
}

#[cold]
fn end(running: &Running, call: &CapturedCall) {
    let Some((call, values)) = call.call_and_values() else {
        return;
    };
    let started = running.started + running.formatting.get();
    if thread::panicking() && !running.was_panicking {
        // A guard does not catch the panic, so it has no payload.
        let outcome = Outcome::Returned(None);
        return call.fail(EventKind::Panic, &outcome, started, None, values);
    }
    let outcome = running.outcome.borrow();
    call.end(&outcome.as_outcome(), started, None, values);
}
