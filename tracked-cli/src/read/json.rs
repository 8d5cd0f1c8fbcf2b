//! A line of `Json` as a record, without allocation, if its members are in the order of the format.
//!
//! [`Head`] has the numbers and the ids. [`texts`] reads the members after them, of which most commands need few.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr, memchr2};
use tracked_core::Level;
use tracked_core::log_format::{events, members};

use super::names::Hash;
use super::reader::Reader;
use super::record::{Event, Range, Record, Texts};
use super::timestamp::Clock;
use super::word::{self, equal_bytes};

/// The text `,"name":` and the start of a value, such as a quote.
macro_rules! key {
    ($name:expr) => {
        key!($name, "")
    };
    ($name:expr, $start:literal) => {
        &const { join::<{ $name.len() + $start.len() + 4 }>(&[",\"", $name, "\":", $start]) }
    };
}

const fn join<const N: usize>(parts: &[&str]) -> [u8; N] {
    let mut joined = [0; N];
    let (mut part, mut at) = (0, 0);
    while part < parts.len() {
        let bytes = parts[part].as_bytes();
        let mut byte = 0;
        while byte < bytes.len() {
            joined[at] = bytes[byte];
            at += 1;
            byte += 1;
        }
        part += 1;
    }
    joined
}

/// The start of a line.
const FIRST: &[u8; members::TIME.len() + 5] = &join(&["{\"", members::TIME, "\":\""]);

/// The value of a string that is one of the names, or of any other string.
macro_rules! name_of {
    ($scan:ident, $other:expr, $($name:expr => $value:expr,)*) => {
        $(if $scan.literal(&const { join::<{ $name.len() + 1 }>(&[$name, "\""]) }) {
            $value
        } else)* {
            memchr(b'\n', $scan.string()?).is_none().then_some($other)?
        }
    };
}

/// The members before those that [`texts`] reads. Numbers that are absent are zero.
#[derive(Clone, Copy, Debug, Default)]
pub struct Head<'a> {
    /// Nanoseconds since 1970.
    pub time: i64,
    pub level: Option<Level>,
    pub event: Event,
    pub elapsed: u64,
    pub busy: Option<u64>,
    pub function: &'a [u8],
    function_hash: u64,
    /// The digits, which are read when they are needed.
    trace: Range,
    pub span: u64,
    pub parent: u64,
    pub origin: u64,
    pub pid: u32,
    pub tid: u64,
    /// The position after these members.
    end: usize,
}

impl<'a> Head<'a> {
    /// Reads the start of a line. It contains no end of a line.
    #[allow(
        clippy::inline_always,
        reason = "the members go from here to the record without memory between them"
    )]
    #[inline(always)]
    fn read(block: &'a [u8], start: usize, clock: &mut Clock) -> Option<Self> {
        let mut scan = Scan { block, at: start };
        let mut head = Self::default();
        scan.literal(FIRST).then_some(())?;
        (head.time, scan.at) = clock.read(block, scan.at)?;
        if scan.literal(key!(members::LEVEL, "\"")) {
            head.level = name_of!(scan, None,
                "INFO" => Some(Level::Info),
                "ERROR" => Some(Level::Error),
                "DEBUG" => Some(Level::Debug),
                "TRACE" => Some(Level::Trace),
                "WARN" => Some(Level::Warn),
            );
        }
        if scan.literal(key!(members::EVENT, "\"")) {
            head.event = name_of!(scan, Event::Message,
                events::START => Event::Start,
                events::DONE => Event::Done,
                events::ERROR => Event::Error,
                events::PANIC => Event::Panic,
                events::CANCEL => Event::Cancel,
                events::RUN => Event::Run,
            );
        }
        if scan.literal(key!(members::ELAPSED_NS)) {
            head.elapsed = scan.number()?;
        }
        if scan.literal(key!(members::BUSY_NS)) {
            head.busy = Some(scan.number()?);
        }
        if scan.literal(key!(members::FUNCTION, "\"")) {
            (head.function, head.function_hash) = scan.hashed_string()?;
        }
        if scan.literal(key!(members::TRACE_ID, "\"")) {
            head.trace = scan.trace_id()?;
        }
        if scan.literal(key!(members::SPAN_ID, "\"")) {
            head.span = scan.span_id()?;
        }
        if scan.literal(key!(members::PARENT_ID, "\"")) {
            head.parent = scan.span_id()?;
        }
        if scan.literal(key!(members::ORIGIN_ID, "\"")) {
            head.origin = scan.span_id()?;
        }
        if scan.literal(key!(members::PID)) {
            head.pid = u32::try_from(scan.number()?).ok()?;
        }
        if scan.literal(key!(members::TID)) {
            head.tid = scan.number()?;
        }
        let is_call = head.event.is_end() || head.event == Event::Start;
        if is_call && head.function.is_empty() {
            head.event = Event::Message;
        }
        head.end = scan.at;
        Some(head)
    }
}

/// Reads the start of a line. Returns the record and the end of this part.
#[inline]
pub fn head(block: &[u8], start: usize, reader: &mut Reader) -> Option<(Record, usize)> {
    let head = Head::read(block, start, &mut reader.clock)?;
    let mut record = Record {
        time: head.time,
        elapsed: head.elapsed,
        span: head.span,
        parent: head.parent,
        origin: head.origin,
        event: head.event,
        level: head.level,
        is_json: true,
        has_busy: head.busy.is_some(),
        trace: head.trace,
        ..Record::default()
    };
    if !head.function.is_empty() {
        let hash = head.function_hash;
        record.function = reader.functions.number_of(head.function, hash)?;
    }
    let name = || {
        let scan = Scan {
            block,
            at: head.end,
        };
        scan.thread().unwrap_or_default()
    };
    record.thread = reader.threads.number_of(head.pid, head.tid, name);
    Some((record, head.end))
}

/// A line with all members.
#[derive(Clone, Copy, Debug, Default)]
pub struct Line<'a> {
    pub head: Head<'a>,
    pub trace: u128,
    pub texts: Texts<'a>,
}

impl<'a> Line<'a> {
    /// Returns `None` if the line has any other shape.
    pub fn read(line: &'a [u8], clock: &mut Clock) -> Option<Self> {
        let head = Head::read(line, 0, clock)?;
        Some(Self {
            head,
            trace: id(head.trace.of(line))?,
            texts: texts(&line[head.end..])?,
        })
    }
}

/// The time of a line, which may be cut.
#[cfg_attr(not(feature = "ship"), allow(dead_code, reason = "for `ship`"))]
pub fn time(line: &[u8]) -> Option<i64> {
    let mut scan = Scan { block: line, at: 0 };
    scan.literal(FIRST).then_some(())?;
    Some(Clock::default().read(line, scan.at)?.0)
}

/// The process of a line that is the start of a call, without reading more than that. Returns `None` for members in any
/// other order.
#[cfg_attr(not(feature = "ship"), allow(dead_code, reason = "for `ship`"))]
pub fn pid_of_start(line: &[u8]) -> Option<u32> {
    const LEN: usize = members::EVENT.len() + events::START.len() + members::FUNCTION.len() + 11;
    const START: &[u8; LEN] = &join(&[
        ",\"",
        members::EVENT,
        "\":\"",
        events::START,
        "\",\"",
        members::FUNCTION,
        "\":\"",
    ]);
    static EVENT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(START));
    static PID: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(key!(members::PID)));
    let event = EVENT.find(&line[..line.len().min(96)])?;
    let mut scan = Scan {
        block: line,
        at: event + LEN,
    };
    scan.string()?;
    scan.at += PID.find(&line[scan.at..])? + PID.needle().len();
    u32::try_from(scan.number()?).ok()
}

/// Reads the rest of a line after its [`Head`]. Returns `None` if it has any other shape.
pub fn texts(rest: &[u8]) -> Option<Texts<'_>> {
    let mut scan = Scan { block: rest, at: 0 };
    let mut texts = Texts::default();
    if scan.literal(key!(members::THREAD, "\"")) {
        texts.thread = scan.string()?;
    }
    if scan.literal(key!(members::ERROR_TYPE, "\"")) {
        texts.error_type = scan.string()?;
    }
    if scan.literal(key!(members::ERROR, "\"")) {
        texts.error = scan.string()?;
    }
    if scan.literal(key!(members::TARGET, "\"")) {
        texts.target = scan.string()?;
    }
    if scan.literal(key!(members::FILE, "\"")) {
        texts.file = scan.string()?;
    }
    if scan.literal(key!(members::LINE)) {
        texts.line = scan.value()?;
    }
    if scan.literal(key!(members::FIELDS)) {
        texts.fields = scan.value()?;
        texts.fields.starts_with(b"{").then_some(())?;
    }
    if scan.literal(key!(members::RETURN)) {
        texts.returned = scan.value()?;
    }
    if scan.literal(key!(members::MESSAGE, "\"")) {
        texts.message = scan.string()?;
    }
    (rest.get(scan.at..)? == b"}").then_some(texts)
}

/// A position in a text of JSON.
pub struct Scan<'a> {
    pub block: &'a [u8],
    pub at: usize,
}

impl<'a> Scan<'a> {
    /// Skips a text of constant length, if it is next.
    #[inline]
    pub fn literal<const N: usize>(&mut self, text: &[u8; N]) -> bool {
        let found = self.block.get(self.at..).and_then(<[u8]>::first_chunk::<N>) == Some(text);
        self.at += if found { N } else { 0 };
        found
    }

    /// A string whose first quote is consumed.
    pub fn string(&mut self) -> Option<&'a [u8]> {
        let start = self.at;
        loop {
            let found = self.at + memchr2(b'"', b'\\', self.block.get(self.at..)?)?;
            if self.block[found] == b'"' {
                self.at = found + 1;
                return Some(&self.block[start..found]);
            }
            self.at = found + 2;
        }
    }

    /// A string and its hash, eight bytes at a time.
    #[inline]
    fn hashed_string(&mut self) -> Option<(&'a [u8], u64)> {
        let start = self.at;
        let mut hash = Hash::default();
        while let Some(word) = self.block.get(self.at..)?.first_chunk::<8>() {
            let word = u64::from_le_bytes(*word);
            let found = equal_bytes(word, b'"') | equal_bytes(word, b'\\');
            if found == 0 {
                hash.add(word);
                self.at += 8;
                continue;
            }
            let len = word::position(found);
            let end = self.at + len;
            if self.block[end] == b'\\' {
                break;
            }
            self.at = end + 1;
            let name = &self.block[start..end];
            return Some((
                name,
                hash.finish(word & !(u64::MAX << (8 * len)), name.len()),
            ));
        }
        self.at = start;
        let name = self.string()?;
        Some((name, Hash::of(name)))
    }

    #[inline]
    fn number(&mut self) -> Option<u64> {
        let rest = self.block.get(self.at..)?;
        if let Some((number, len)) = word::number(*rest.first_chunk()?) {
            self.at += len;
            return Some(number);
        }
        let (mut number, mut len) = (0_u64, 0);
        while let Some(digit @ b'0'..=b'9') = rest.get(len) {
            number = number
                .checked_mul(10)?
                .checked_add(u64::from(digit - b'0'))?;
            len += 1;
        }
        self.at += len;
        (len > 0).then_some(number)
    }

    /// The digits of a trace id, which are read when they are needed.
    #[inline]
    fn trace_id(&mut self) -> Option<Range> {
        let start = self.at;
        let (digits, rest) = self.block.get(start..)?.split_first_chunk::<32>()?;
        let others = digits.chunks_exact(8).fold(0, |others, digits| {
            let digits = digits.try_into().map_or(0, u64::from_le_bytes);
            others | equal_bytes(digits, b'"') | equal_bytes(digits, b'\n')
        });
        if others == 0 && rest.first() == Some(&b'"') {
            self.at += 33;
        } else {
            id(self.string()?)?;
        }
        Some(Range::new(start, self.at - 1))
    }

    #[inline]
    fn span_id(&mut self) -> Option<u64> {
        let rest = self.block.get(self.at..)?;
        if let Some([word1 @ .., _, _, _, _, _, _, _, _, b'"']) = rest.first_chunk::<17>() {
            let word2 = rest[8..].first_chunk::<8>()?;
            if let (Some(high), Some(low)) = (word::hex(*word1), word::hex(*word2)) {
                self.at += 17;
                return Some(u64::from(high) << 32 | u64::from(low));
            }
        }
        u64::try_from(id(self.string()?)?).ok()
    }

    /// The name of the thread, which is next. It is not consumed.
    fn thread(&self) -> Option<&'a [u8]> {
        let mut scan = Scan { ..*self };
        let is_next = scan.literal(key!(members::THREAD, "\""));
        is_next.then(|| scan.string()).flatten()
    }

    /// A value of any type.
    pub fn value(&mut self) -> Option<&'a [u8]> {
        let start = self.at;
        match self.block.get(self.at)? {
            b'"' => {
                self.at += 1;
                self.string()?;
            }
            b'{' | b'[' => self.nested()?,
            _ => {
                while !matches!(self.block.get(self.at)?, b',' | b'}') {
                    self.at += 1;
                }
            }
        }
        self.block.get(start..self.at)
    }

    /// An object or an array: skipped to its closing brace.
    fn nested(&mut self) -> Option<()> {
        let mut depth = 0;
        loop {
            let byte = *self.block.get(self.at)?;
            self.at += 1;
            match byte {
                b'"' => drop(self.string()?),
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(());
            }
        }
    }
}

/// An id of up to 32 hexadecimal digits.
pub fn id(digits: &[u8]) -> Option<u128> {
    if digits.len() > 32 {
        return None;
    }
    let words = digits.rchunks_exact(8);
    let mut id = 0;
    for digit in words.remainder() {
        id = id << 4 | u128::from(word::hex_digit(*digit)?);
    }
    for word in words.rev() {
        id = id << 32 | u128::from(word::hex(word.try_into().ok()?)?);
    }
    Some(id)
}

/// A line with all members.
#[cfg(test)]
const LINE: &str = concat!(
    r#"{"time":"2026-11-22T12:00:00.123456+00:00","level":"ERROR","event":"error","#,
    r#""elapsed_ns":7,"busy_ns":3,"function":"a::b","trace_id":"000000000000000000000000000000ff","#,
    r#""span_id":"00000000000000aa","parent_id":"00000000000000ab","origin_id":"00000000000000ac","#,
    r#""pid":12,"tid":13,"thread":"main","error_type":"E","error":"no \"file\"","target":"a","#,
    r#""file":"a.rs","line":3,"fields":{"x":"}","y":{"z":[1]}},"return":-1.5,"message":"m"}"#
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_is_read() {
        let block = LINE.as_bytes();
        let mut reader = Reader::default();
        let (record, end) = head(block, 0, &mut reader).expect("a record");
        assert_eq!(
            (record.event, record.level, record.elapsed, record.has_busy),
            (Event::Error, Some(Level::Error), 7, true)
        );
        assert_eq!(
            (
                record.trace(block),
                record.span,
                record.parent,
                record.origin
            ),
            (0xff, 0xaa, 0xab, 0xac)
        );
        let thread = &reader.threads.since(0)[0];
        assert_eq!(
            (thread.pid, thread.tid, &*thread.name),
            (12, 13, &b"main"[..])
        );
        assert_eq!(reader.functions.name(record.function), b"a::b");
        let texts = texts(&block[end..]).expect("texts");
        for (found, text) in [
            (texts.thread, "main"),
            (texts.error_type, "E"),
            (texts.error, r#"no \"file\""#),
            (texts.target, "a"),
            (texts.file, "a.rs"),
            (texts.line, "3"),
            (texts.fields, r#"{"x":"}","y":{"z":[1]}}"#),
            (texts.returned, "-1.5"),
            (texts.message, "m"),
        ] {
            assert_eq!(found, text.as_bytes());
        }
    }

    #[test]
    fn a_line_has_the_members_of_its_record() {
        let line = Line::read(LINE.as_bytes(), &mut Clock::default()).expect("a line");
        let head = &line.head;
        assert_eq!((head.busy, head.function), (Some(3), &b"a::b"[..]));
        assert_eq!((line.trace, head.pid, head.tid), (0xff, 12, 13));
        assert_eq!(line.texts.message, b"m");
        assert_eq!(time(LINE.as_bytes()), Some(head.time));
        for end in 0..LINE.len() {
            let cut = Line::read(&LINE.as_bytes()[..end], &mut Clock::default());
            assert!(cut.is_none(), "{end}");
        }
    }

    #[test]
    fn starts_have_a_process() {
        let start = concat!(
            r#"{"time":"2026-11-22T12:00:00.123456+00:00","level":"INFO","event":"start","function":"pid\",\"pid\":7","#,
            r#""trace_id":"000000000000000000000000000000ff","span_id":"00000000000000aa","pid":12,"tid":13}"#
        );
        assert_eq!(pid_of_start(start.as_bytes()), Some(12));
        for line in [
            "{}",
            &start.replace("start", "done"),
            &start[..start.len() / 2],
        ] {
            assert_eq!(pid_of_start(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn a_line_that_is_cut_or_continued_is_no_record() {
        let is_record = |block: &[u8]| {
            head(block, 0, &mut Reader::default())
                .is_some_and(|(_, end)| texts(&block[end..]).is_some())
        };
        for end in 0..LINE.len() {
            assert!(!is_record(&LINE.as_bytes()[..end]), "{end}");
        }
        assert!(!is_record(format!("{LINE}x").as_bytes()));
        assert!(is_record(LINE.as_bytes()));
    }

    #[test]
    fn a_head_ends_before_the_end_of_its_line() {
        for end in 0..LINE.len() {
            let block = format!("{}\n{LINE}\n", &LINE[..end]);
            if let Some((_, head)) = head(block.as_bytes(), 0, &mut Reader::default()) {
                assert!(head <= end, "{end}");
            }
        }
    }
}
