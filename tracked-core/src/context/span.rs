//! Spans: a call's ids and its depth, as W3C Trace Context and OpenTelemetry name them.

use std::fmt::{self, Display, Formatter};
use std::num::NonZeroU64;
use std::str;

use super::ids::IdSequence;

/// A call's position in its trace.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    pub(crate) trace_id: TraceId,
    pub(crate) id: SpanId,
    #[cfg_attr(
        not(feature = "kv"),
        allow(dead_code, reason = "only key-values show the parent")
    )]
    pub(crate) parent_id: Option<SpanId>,
    /// The number of nested calls of this process, this one included; 0 for a span of another process.
    pub(crate) depth: u32,
    /// The one of the `trace-flags` that this crate supports: whether a caller may have recorded the trace.
    pub(crate) is_sampled: bool,
    /// Whether a `Context` has brought the span: its call may run on another thread or in another process.
    pub(crate) is_from_context: bool,
    /// A number that all spans below this one have too: see `Context::with_slot`.
    pub(crate) slot: u16,
}

/// Displayed as 32 hexadecimal digits; never zero.
///
/// Two halves, because a `u128` would align the whole span to 16 bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct TraceId([u64; 2]);

/// Displayed as 16 hexadecimal digits; never zero.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct SpanId(pub(crate) NonZeroU64);

impl Span {
    /// A span of another process.
    pub(crate) fn remote(trace_id: TraceId, id: SpanId, is_sampled: bool) -> Self {
        Span {
            trace_id,
            id,
            parent_id: None,
            depth: 0,
            is_sampled,
            is_from_context: false,
            slot: 0,
        }
    }

    /// A new span under `parent`, or the root of a new trace.
    #[inline]
    pub(crate) fn child_of(parent: Option<Self>, ids: &IdSequence) -> Self {
        if let Some(parent) = parent {
            let [id] = ids.take();
            return Span {
                id: SpanId(id),
                parent_id: Some(parent.id),
                depth: parent.depth.saturating_add(1),
                is_from_context: false,
                ..parent
            };
        }
        let [id, high, low] = ids.take();
        Span {
            trace_id: TraceId([high.get(), low.get()]),
            id: SpanId(id),
            parent_id: None,
            depth: 1,
            is_sampled: true,
            is_from_context: false,
            slot: 0,
        }
    }
}

impl TraceId {
    /// The id of these halves, unless both are zero.
    pub(crate) fn new(halves: [u64; 2]) -> Option<Self> {
        (halves != [0; 2]).then_some(TraceId(halves))
    }
}

impl Display for TraceId {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let [high, low] = self.0;
        let mut digits = [0; 32];
        digits[..16].copy_from_slice(&hex(high));
        digits[16..].copy_from_slice(&hex(low));
        f.write_str(text(&digits))
    }
}

impl Display for SpanId {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(text(&hex(self.0.get())))
    }
}

/// The hexadecimal digits of a number, as `{:016x}` writes them in several times the time.
fn hex(number: u64) -> [u8; 16] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digits = [0; 16];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(number.to_be_bytes()) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    digits
}

/// Digits are text.
fn text(digits: &[u8]) -> &str {
    str::from_utf8(digits).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_hexadecimal_digits() {
        for number in [1, 0x0123_4567_89ab_cdef, u64::MAX] {
            let id = NonZeroU64::new(number).map(SpanId).expect("not zero");
            assert_eq!(id.to_string(), format!("{number:016x}"));
            let trace_id = TraceId([number, 7]).to_string();
            assert_eq!(trace_id, format!("{number:016x}{:016x}", 7));
        }
    }
}
