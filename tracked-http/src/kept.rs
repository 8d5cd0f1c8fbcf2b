//! The headers `tracestate` and `baggage` of the requests that are being served, to pass them on.
//!
//! A context carries only the number of a slot, so that it stays cheap to copy. The slot is in use until its request ends.

use std::sync::{Mutex, MutexGuard, PoisonError};

use http::header::{HeaderMap, HeaderName, HeaderValue};
use tracked_core::Context;

/// W3C Trace Context: the state that is passed on has at most this many bytes.
const MAX_TRACESTATE: usize = 512;
/// W3C Baggage: the baggage that is passed on has at most this many bytes.
const MAX_BAGGAGE: usize = 8192;

static TRACESTATE: HeaderName = HeaderName::from_static("tracestate");
static BAGGAGE: HeaderName = HeaderName::from_static("baggage");

/// The slots, from number 1 on. Number 0 means no headers.
static SLOTS: Mutex<Vec<Slot>> = Mutex::new(Vec::new());

#[derive(Default)]
struct Slot {
    /// The next unused slot, if this one is unused.
    next_unused: u16,
    headers: Headers,
}

/// The values of both headers in their order.
#[derive(Clone, Default)]
struct Headers {
    tracestate: Vec<HeaderValue>,
    baggage: Vec<HeaderValue>,
    /// The trace of the request. A task can outlive the request, and its slot may be that of another request then.
    trace_id: Option<String>,
}

impl Headers {
    fn is_empty(&self) -> bool {
        self.tracestate.is_empty() && self.baggage.is_empty()
    }
}

/// The headers of a request, until this is dropped.
#[derive(Debug)]
pub(crate) struct Kept(u16);

impl Kept {
    /// Stores the headers of a request. Returns `None` if there are none, or if too many requests have some.
    ///
    /// The state belongs to the traceparent: without one, only the baggage is stored.
    pub(crate) fn new(headers: &HeaderMap, has_parent: bool) -> Option<Self> {
        let tracestate = if has_parent {
            values(headers, &TRACESTATE, MAX_TRACESTATE)
        } else {
            Vec::new()
        };
        let headers = Headers {
            tracestate,
            baggage: values(headers, &BAGGAGE, MAX_BAGGAGE),
            trace_id: None,
        };
        if headers.is_empty() {
            return None;
        }
        let mut slots = slots();
        let unused = slots.first().map_or(0, |first| first.next_unused);
        let number = if unused == 0 {
            // The first slot only begins the list of unused ones.
            let number = slots.len().max(1);
            let number = u16::try_from(number).ok()?;
            slots.resize_with(usize::from(number) + 1, Slot::default);
            number
        } else {
            slots[0].next_unused = slots[usize::from(unused)].next_unused;
            unused
        };
        slots[usize::from(number)].headers = headers;
        Some(Self(number))
    }

    /// The context, with the headers for all calls below it.
    pub(crate) fn context(&self, context: Context) -> Context {
        slots()[usize::from(self.0)].headers.trace_id = context.trace_id();
        context.with_slot(self.0)
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        let mut slots = slots();
        let next_unused = std::mem::replace(&mut slots[0].next_unused, self.0);
        slots[usize::from(self.0)] = Slot {
            next_unused,
            ..Slot::default()
        };
    }
}

/// Adds the headers that belong to the context. A baggage that the request has is kept.
pub(crate) fn add(context: Context, headers: &mut HeaderMap) {
    let kept = match context.slot() {
        0 => return,
        slot => slots()
            .get(usize::from(slot))
            .map(|slot| slot.headers.clone()),
    };
    let Some(kept) = kept.filter(|kept| kept.trace_id == context.trace_id()) else {
        return;
    };
    headers.remove(&TRACESTATE);
    for value in kept.tracestate {
        headers.append(&TRACESTATE, value);
    }
    if !headers.contains_key(&BAGGAGE) {
        for value in kept.baggage {
            headers.append(&BAGGAGE, value);
        }
    }
}

/// The values of a header, or none if they are too long together.
fn values(headers: &HeaderMap, name: &HeaderName, max_len: usize) -> Vec<HeaderValue> {
    let values = headers.get_all(name);
    // The values are joined by commas.
    let len: usize = values.iter().map(|value| value.len() + 1).sum();
    if len > max_len + 1 {
        return Vec::new();
    }
    values.iter().cloned().collect()
}

fn slots() -> MutexGuard<'static, Vec<Slot>> {
    SLOTS.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_reused_and_limited() {
        let mut headers = HeaderMap::new();
        assert!(Kept::new(&headers, true).is_none());
        headers.insert(&TRACESTATE, HeaderValue::from_static("a=1"));
        assert!(Kept::new(&headers, false).is_none());
        let mut all: Vec<_> = std::iter::from_fn(|| Kept::new(&headers, true)).collect();
        assert_eq!(all.len(), usize::from(u16::MAX));
        all.truncate(7);
        let again = Kept::new(&headers, true);
        assert!(again.is_some_and(|again| !all.iter().any(|kept| kept.0 == again.0)));
        drop(all);
    }
}
