//! The text format of W3C Trace Context: <https://www.w3.org/TR/trace-context/#traceparent-header>.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::num::NonZeroU64;

use super::span::{Span, SpanId, TraceId};

/// The error of [`Context::from_traceparent`](crate::Context::from_traceparent): the text is no valid traceparent.
///
/// ```
/// use tracked_core::Context;
///
/// let error = Context::from_traceparent("00-4bf9-00f0-01").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "expected a traceparent such as `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`"
/// );
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TraceparentError(&'static str);

const SHAPE: TraceparentError = TraceparentError(
    "expected a traceparent such as `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`",
);
const VERSION: TraceparentError = TraceparentError("a traceparent must not have the version `ff`");
const ZERO_TRACE_ID: TraceparentError =
    TraceparentError("the trace id of a traceparent must not be zero");
const ZERO_PARENT_ID: TraceparentError =
    TraceparentError("the parent id of a traceparent must not be zero");

impl Display for TraceparentError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Error for TraceparentError {}

/// Writes the span as a traceparent. Without a span, both ids are zero, which is invalid: the reader starts a new
/// trace.
pub(crate) fn format(span: Option<Span>) -> String {
    match span {
        Some(Span {
            trace_id,
            id,
            is_sampled,
            ..
        }) => format!("00-{trace_id}-{id}-{:02}", u8::from(is_sampled)),
        None => format!("00-{:032}-{:016}-00", 0, 0),
    }
}

/// Reads a traceparent. A version above `00` may have more than four fields.
pub(crate) fn parse(text: &str) -> Result<Span, TraceparentError> {
    // The first four fields have fixed positions.
    let Some((fields, rest)) = text.as_bytes().split_first_chunk::<55>() else {
        return Err(SHAPE);
    };
    let digits = |from: usize, to: usize| parse_hex(&fields[from..to]).ok_or(SHAPE);
    let version = digits(0, 2)?;
    let trace_id = [digits(3, 19)?, digits(19, 35)?];
    let (id, flags) = (digits(36, 52)?, digits(53, 55)?);
    let is_separated = [fields[2], fields[35], fields[52]] == [b'-'; 3];
    let has_end = match rest.first() {
        None => true,
        Some(next) => *next == b'-' && version > 0,
    };
    if !is_separated || !has_end {
        return Err(SHAPE);
    }
    if version == 0xff {
        return Err(VERSION);
    }
    let trace_id = TraceId::new(trace_id).ok_or(ZERO_TRACE_ID)?;
    let id = SpanId(NonZeroU64::new(id).ok_or(ZERO_PARENT_ID)?);
    let is_sampled = flags & 1 == 1;
    Ok(Span::remote(trace_id, id, is_sampled))
}

/// Reads at most 16 hexadecimal digits, which must be lower case.
fn parse_hex(digits: &[u8]) -> Option<u64> {
    let (mut number, mut all) = (0, 0);
    for byte in digits {
        let digit = VALUES[usize::from(*byte)];
        number = number << 4 | u64::from(digit);
        all |= digit;
    }
    (all <= 15).then_some(number)
}

/// The values of hexadecimal digits; 255 for all other bytes.
static VALUES: [u8; 256] = {
    let mut values = [u8::MAX; 256];
    let mut value = 0;
    while value < 16 {
        values[b"0123456789abcdef"[value as usize] as usize] = value;
        value += 1;
    }
    values
};

#[cfg(test)]
mod tests {
    use super::*;

    const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
    const PARENT: &str = "00f067aa0ba902b7";

    #[test]
    fn a_traceparent_is_read_and_written_unchanged() {
        for flags in ["00", "01"] {
            let text = format!("00-{TRACE}-{PARENT}-{flags}");
            assert_eq!(format(Some(parse(&text).unwrap())), text);
        }
    }

    #[test]
    fn a_later_version_may_have_more_fields() {
        for text in [
            format!("01-{TRACE}-{PARENT}-01"),
            format!("cc-{TRACE}-{PARENT}-01-more"),
            format!("cc-{TRACE}-{PARENT}-09-"),
        ] {
            let span = parse(&text).unwrap();
            assert_eq!(format(Some(span)), format!("00-{TRACE}-{PARENT}-01"));
        }
    }

    #[test]
    fn a_malformed_traceparent_is_an_error() {
        let zeros = "0".repeat(32);
        for (text, expected) in [
            (String::new(), SHAPE),
            (format!("00-{TRACE}-{PARENT}"), SHAPE),
            (format!("00-{TRACE}-{PARENT}-01-"), SHAPE),
            (format!("00-{TRACE}-{PARENT}-1"), SHAPE),
            (format!("0-{TRACE}-{PARENT}-01"), SHAPE),
            (format!(" 00-{TRACE}-{PARENT}-01"), SHAPE),
            (format!("00-{}-{PARENT}-01", TRACE.to_uppercase()), SHAPE),
            (format!("00-+{}-{PARENT}-01", &TRACE[1..]), SHAPE),
            (format!("00-{}g-{PARENT}-01", &TRACE[1..]), SHAPE),
            (format!("00-{PARENT}-{TRACE}-01"), SHAPE),
            (format!("00-{TRACE}-{}가-01", &PARENT[3..]), SHAPE),
            (format!("ff-{TRACE}-{PARENT}-01"), VERSION),
            (format!("00-{zeros}-{PARENT}-01"), ZERO_TRACE_ID),
            (format!("00-{TRACE}-{}-01", &zeros[16..]), ZERO_PARENT_ID),
        ] {
            assert_eq!(parse(&text).err(), Some(expected), "{text}");
        }
    }
}
