//! The header `traceparent`, from a request and into one.

use std::str;

use http::header::{HeaderMap, HeaderName, HeaderValue};
use tracked_core::Context;

use crate::header_slots::{self, HeaderSlot};

static TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// Returns the context of the caller that sent the headers.
///
/// Returns `None` if the header `traceparent` is missing, malformed or sent twice: as W3C Trace Context says, the request
/// begins a new trace then.
///
/// ```
/// use http::HeaderMap;
/// use tracked_core::tracked;
///
/// #[tracked(parent = tracked_http::extract(headers))]
/// fn handle(headers: &HeaderMap) {}
///
/// handle(&HeaderMap::new());
/// ```
pub fn extract(headers: &HeaderMap) -> Option<Context> {
    find(headers).0
}

/// Returns the context of the caller, and stores the headers to pass on.
pub(crate) fn read(headers: &HeaderMap) -> (Option<Context>, Option<HeaderSlot>) {
    let (parent, has_others) = find(headers);
    let slot = has_others.then(|| HeaderSlot::new(headers, parent.is_some()));
    (parent, slot.flatten())
}

/// Returns the context of the caller, and whether there are headers to pass on.
///
/// Reads the names one after the other: a request has few headers, and a look-up of each of the three names hashes it.
fn find(headers: &HeaderMap) -> (Option<Context>, bool) {
    let (mut traceparents, mut last, mut has_others) = (0, None, false);
    for (name, value) in headers {
        match name.as_str() {
            "traceparent" => {
                traceparents += 1;
                last = Some(value);
            }
            "tracestate" | "baggage" => has_others = true,
            _ => {}
        }
    }
    let parse = |value: &HeaderValue| {
        let text = str::from_utf8(value.as_bytes()).ok()?;
        Context::from_traceparent(text).ok()
    };
    let parent = last.filter(|_| traceparents == 1).and_then(parse);
    (parent, has_others)
}

/// Adds the context to the headers of a request: `traceparent`, and the `tracestate` and `baggage` of the request that a
/// [`ServerLayer`](crate::ServerLayer) serves.
///
/// Does nothing if the context is no call. A `baggage` that the headers have stays.
///
/// ```
/// use http::HeaderMap;
/// use tracked_core::{Context, tracked};
///
/// #[tracked]
/// fn ask() -> HeaderMap {
///     let mut headers = HeaderMap::new();
///     tracked_http::inject(&Context::current(), &mut headers);
///     headers
/// }
/// # let _ = ask();
/// ```
pub fn inject(context: &Context, headers: &mut HeaderMap) {
    if context.span_id().is_none() {
        return;
    }
    if let Ok(value) = HeaderValue::from_str(&context.traceparent()) {
        headers.insert(&TRACEPARENT, value);
    }
    header_slots::append_to(*context, headers);
}
