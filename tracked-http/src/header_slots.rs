//! The headers `tracestate` and `baggage` of the requests that are being served, to propagate them.
//!
//! A context carries only the number of a slot, so that it stays cheap to copy. The slot is in use until its request ends.

use std::sync::{Mutex, MutexGuard, PoisonError};

use http::header::{HeaderMap, HeaderName, HeaderValue};
use tracked_core::Context;

/// In bytes. A longer `tracestate` is dropped. W3C Trace Context asks to propagate at least 512.
const MAX_TRACESTATE: usize = 512;
/// In bytes. A longer `baggage` is dropped. W3C Baggage asks to propagate at least 8192.
const MAX_BAGGAGE: usize = 8192;

static TRACESTATE: HeaderName = HeaderName::from_static("tracestate");
static BAGGAGE: HeaderName = HeaderName::from_static("baggage");

/// All slots. Slot 0 is the head of the list of free slots; in a context, 0 means no slot.
static SLOTS: Mutex<Vec<Slot>> = Mutex::new(Vec::new());

#[derive(Default)]
struct Slot {
    /// The next free slot, if this one is free.
    next_free: u16,
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

/// The slot with the headers of a request, which becomes free when this is dropped.
#[derive(Debug)]
pub(crate) struct HeaderSlot(u16);

impl HeaderSlot {
    /// Stores the headers of a request. Returns `None` if there are none, or if too many requests have some.
    ///
    /// `tracestate` is valid only with `traceparent`: without one, only `baggage` is stored.
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
        let free = slots.first().map_or(0, |first| first.next_free);
        let number = if free == 0 {
            let number = slots.len().max(1);
            let number = u16::try_from(number).ok()?;
            slots.resize_with(usize::from(number) + 1, Slot::default);
            number
        } else {
            slots[0].next_free = slots[usize::from(free)].next_free;
            free
        };
        slots[usize::from(number)].headers = headers;
        Some(Self(number))
    }

    /// The context, with the slot for all calls below it.
    pub(crate) fn context(&self, context: Context) -> Context {
        slots()[usize::from(self.0)].headers.trace_id = context.trace_id();
        context.with_slot(self.0)
    }
}

impl Drop for HeaderSlot {
    fn drop(&mut self) {
        let mut slots = slots();
        let next_free = std::mem::replace(&mut slots[0].next_free, self.0);
        slots[usize::from(self.0)] = Slot {
            next_free,
            ..Slot::default()
        };
    }
}

/// Appends the headers that belong to the context. A `baggage` of the request stays instead.
pub(crate) fn append_to(context: Context, headers: &mut HeaderMap) {
    let stored = match context.slot() {
        0 => return,
        slot => slots()
            .get(usize::from(slot))
            .map(|slot| slot.headers.clone()),
    };
    let Some(stored) = stored.filter(|stored| stored.trace_id == context.trace_id()) else {
        return;
    };
    headers.remove(&TRACESTATE);
    for value in stored.tracestate {
        headers.append(&TRACESTATE, value);
    }
    if !headers.contains_key(&BAGGAGE) {
        for value in stored.baggage {
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
        assert!(HeaderSlot::new(&headers, true).is_none());
        headers.insert(&TRACESTATE, HeaderValue::from_static("a=1"));
        assert!(HeaderSlot::new(&headers, false).is_none());
        let mut all: Vec<_> = std::iter::from_fn(|| HeaderSlot::new(&headers, true)).collect();
        assert_eq!(all.len(), usize::from(u16::MAX));
        all.truncate(7);
        let again = HeaderSlot::new(&headers, true);
        assert!(again.is_some_and(|again| !all.iter().any(|slot| slot.0 == again.0)));
        drop(all);
    }
}
