//! The header `traceparent`, from a request and into one.

use std::str;

use http::header::{HeaderMap, HeaderName, HeaderValue};
use tracked_core::Context;

use crate::kept;

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
    let mut values = headers.get_all(&TRACEPARENT).iter();
    let value = values.next().filter(|_| values.next().is_none())?;
    Context::from_traceparent(str::from_utf8(value.as_bytes()).ok()?).ok()
}

/// Adds the context to the headers of a request: `traceparent`, and the `tracestate` and `baggage` of the request that a
/// [`ServerLayer`](crate::ServerLayer) serves.
///
/// Does nothing if the context is no call. A `baggage` that the headers have is kept.
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
    kept::add(*context, headers);
}
