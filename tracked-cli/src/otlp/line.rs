//! The members of a line of `Json`, in any order.

use std::borrow::Cow;

use memchr::memchr2;

use crate::model::fields::unescape;
use crate::read::json::id;
use crate::read::record::Event;
use crate::read::timestamp::rfc3339;

/// A line. Numbers that are absent are zero, texts that are absent are empty.
#[derive(Clone, Debug, Default)]
pub struct LogLine<'a> {
    /// Nanoseconds since 1970.
    pub time: i64,
    pub event: Event,
    pub level: Text<'a>,
    pub elapsed: u64,
    pub busy: Option<u64>,
    pub function: Text<'a>,
    pub trace: u128,
    pub span: u64,
    pub parent: u64,
    pub origin: u64,
    pub pid: u32,
    pub tid: u64,
    pub thread: Text<'a>,
    pub error_type: Text<'a>,
    pub error: Text<'a>,
    pub target: Text<'a>,
    pub file: Text<'a>,
    pub line: u64,
    pub fields: Members<'a>,
    pub ret: Option<Value<'a>>,
    pub message: Text<'a>,
}

/// The contents of a string of JSON, with its escapes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Text<'a>(pub &'a [u8]);

impl<'a> Text<'a> {
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The text without the escapes.
    pub fn read(self) -> Cow<'a, str> {
        if self.0.contains(&b'\\') {
            Cow::Owned(unescape(self.0))
        } else {
            String::from_utf8_lossy(self.0)
        }
    }
}

/// A value of JSON.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Value<'a> {
    String(Text<'a>),
    /// A number, `true`, `false` or `null`.
    Word(&'a [u8]),
    /// An object or an array.
    Nested(&'a [u8]),
}

/// The members of an object.
#[derive(Clone, Debug, Default)]
pub struct Members<'a> {
    /// The rest of the object, from its brace or the comma on.
    rest: &'a [u8],
}

impl<'a> Members<'a> {
    pub fn of(object: &'a [u8]) -> Self {
        Self { rest: object }
    }

    /// What follows the last member that was read.
    fn end(&self) -> &'a [u8] {
        self.rest
    }
}

impl<'a> Iterator for Members<'a> {
    type Item = (Text<'a>, Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let [b'{' | b',', b'"', rest @ ..] = self.rest else {
            return None;
        };
        let (name, rest) = string(rest)?;
        let (value, rest) = value(rest.strip_prefix(b":")?)?;
        self.rest = rest;
        Some((name, value))
    }
}

/// A string whose first quote is read, and the bytes behind it.
pub fn string(text: &[u8]) -> Option<(Text<'_>, &[u8])> {
    let mut at = 0;
    loop {
        at += memchr2(b'"', b'\\', text.get(at..)?)?;
        if text[at] == b'"' {
            return Some((Text(&text[..at]), &text[at + 1..]));
        }
        at += 2;
    }
}

fn value(text: &[u8]) -> Option<(Value<'_>, &[u8])> {
    match text.first()? {
        b'"' => string(&text[1..]).map(|(text, rest)| (Value::String(text), rest)),
        b'{' | b'[' => {
            let mut rest = &text[1..];
            let mut depth = 1;
            while depth > 0 {
                let (byte, next) = rest.split_first()?;
                rest = next;
                match byte {
                    b'"' => rest = string(rest)?.1,
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => depth -= 1,
                    _ => {}
                }
            }
            let (nested, rest) = text.split_at(text.len() - rest.len());
            Some((Value::Nested(nested), rest))
        }
        _ => {
            let end = text.iter().position(|byte| matches!(byte, b',' | b'}'))?;
            let (word, rest) = text.split_at(end);
            Some((Value::Word(word), rest))
        }
    }
}

impl<'a> LogLine<'a> {
    /// Reads a line. Returns `None` if it is no object without spaces between its members, or has no time.
    pub fn parse(line: &'a [u8]) -> Option<Self> {
        let mut parsed = Self::default();
        let mut time = None;
        let mut members = Members::of(line);
        for (name, value) in members.by_ref() {
            match (name.0, value) {
                (b"time", Value::String(text)) => time = rfc3339(text.0),
                (b"level", Value::String(text)) => parsed.level = text,
                (b"event", Value::String(text)) => parsed.event = Event::parse(text.0),
                (b"elapsed_ns", Value::Word(word)) => parsed.elapsed = number(word)?,
                (b"busy_ns", Value::Word(word)) => parsed.busy = Some(number(word)?),
                (b"function", Value::String(text)) => parsed.function = text,
                (b"trace_id", Value::String(text)) => parsed.trace = id(text.0)?,
                (b"span_id", Value::String(text)) => parsed.span = span_id(text)?,
                (b"parent_id", Value::String(text)) => parsed.parent = span_id(text)?,
                (b"origin_id", Value::String(text)) => parsed.origin = span_id(text)?,
                (b"pid", Value::Word(word)) => parsed.pid = u32::try_from(number(word)?).ok()?,
                (b"tid", Value::Word(word)) => parsed.tid = number(word)?,
                (b"thread", Value::String(text)) => parsed.thread = text,
                (b"error_type", Value::String(text)) => parsed.error_type = text,
                (b"error", Value::String(text)) => parsed.error = text,
                (b"target", Value::String(text)) => parsed.target = text,
                (b"file", Value::String(text)) => parsed.file = text,
                (b"line", Value::Word(word)) => parsed.line = number(word)?,
                (b"fields", Value::Nested(object)) => parsed.fields = Members::of(object),
                (b"return", value) => parsed.ret = Some(value),
                (b"message", Value::String(text)) => parsed.message = text,
                _ => {}
            }
        }
        parsed.time = time.filter(|_| members.end() == b"}")?;
        Some(parsed)
    }
}

pub fn number(word: &[u8]) -> Option<u64> {
    std::str::from_utf8(word).ok()?.parse().ok()
}

fn span_id(text: Text<'_>) -> Option<u64> {
    u64::try_from(id(text.0)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::json::LINE;

    #[test]
    fn every_member_is_read() {
        let line = LogLine::parse(LINE.as_bytes()).expect("a line");
        assert_eq!(line.event, Event::Error);
        assert_eq!((line.elapsed, line.busy, line.line), (7, Some(3), 3));
        let ids = (line.trace, line.span, line.parent, line.origin);
        assert_eq!(ids, (0xff, 0xaa, 0xab, 0xac));
        assert_eq!((line.pid, line.tid), (12, 13));
        assert_eq!(line.error.read(), "no \"file\"");
        assert_eq!(line.ret, Some(Value::Word(b"-1.5")));
        let fields: Vec<_> = line.fields.map(|(name, value)| (name.0, value)).collect();
        let nested = Value::Nested(br#"{"z":[1]}"#);
        assert_eq!(
            fields,
            [(&b"x"[..], Value::String(Text(b"}"))), (b"y", nested)]
        );
    }

    #[test]
    fn a_line_that_is_cut_is_none() {
        for end in 0..LINE.len() {
            assert!(LogLine::parse(&LINE.as_bytes()[..end]).is_none(), "{end}");
        }
        assert!(LogLine::parse(format!("{LINE}x").as_bytes()).is_none());
    }
}
