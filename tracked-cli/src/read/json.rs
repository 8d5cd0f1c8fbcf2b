//! A line of `Json` as a record, without allocation, if its members are in the order of the format.

use memchr::memchr2;

use super::record::{Event, Range, Record};
use super::timestamp::rfc3339;

/// The members of a line, in their order. [`read`] compares them as constants.
pub const MEMBERS: [&str; 21] = [
    "time",
    "level",
    "event",
    "elapsed_ns",
    "busy_ns",
    "function",
    "trace_id",
    "span_id",
    "parent_id",
    "origin_id",
    "pid",
    "tid",
    "thread",
    "error_type",
    "error",
    "target",
    "file",
    "line",
    "fields",
    "return",
    "message",
];

/// Reads the line at `start..end` of the block. Returns `None` if it has any other shape.
pub fn read(block: &[u8], start: usize, end: usize) -> Option<Record> {
    let mut scan = Scan {
        block: block.get(..end)?,
        at: start,
    };
    let mut record = Record {
        is_json: true,
        line: Range::new(start, end),
        ..Record::default()
    };
    scan.literal(b"{\"time\":\"").then_some(())?;
    record.time = rfc3339(scan.string()?.of(block))?;
    scan.call(&mut record)?;
    scan.place(&mut record)?;
    scan.contents(&mut record)?;
    scan.literal(b"}")
        .then_some(())
        .filter(|()| scan.at == end && is_ours(&mut record, block))?;
    Some(record)
}

/// Whether the members are those of a record of ours, and not of another logger that writes JSON.
fn is_ours(record: &mut Record, block: &[u8]) -> bool {
    let is_call = record.event.is_end() || record.event == Event::Start;
    if is_call && record.function.is_empty() {
        record.event = Event::Message;
    }
    let level = record.level.of(block);
    record.event != Event::Message
        || record.message != Range::default()
            && matches!(level, b"ERROR" | b"WARN" | b"INFO" | b"DEBUG" | b"TRACE")
}

struct Scan<'a> {
    /// The block up to the end of the line.
    block: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    /// The members that describe a call.
    fn call(&mut self, record: &mut Record) -> Option<()> {
        if self.literal(b",\"level\":\"") {
            record.level = self.string()?;
        }
        if self.literal(b",\"event\":\"") {
            record.event = Event::parse(self.string()?.of(self.block));
        }
        if self.literal(b",\"elapsed_ns\":") {
            record.elapsed = self.number()?;
        }
        if self.literal(b",\"busy_ns\":") {
            self.number()?;
            record.has_busy = true;
        }
        if self.literal(b",\"function\":\"") {
            record.function = self.string()?;
            record.function_hash = hash(record.function.of(self.block));
        }
        if self.literal(b",\"trace_id\":\"") {
            record.trace = self.id()?;
        }
        if self.literal(b",\"span_id\":\"") {
            record.span = self.span_id()?;
        }
        if self.literal(b",\"parent_id\":\"") {
            record.parent = self.span_id()?;
        }
        if self.literal(b",\"origin_id\":\"") {
            record.origin = self.span_id()?;
        }
        Some(())
    }

    /// The members that describe the process and the thread.
    fn place(&mut self, record: &mut Record) -> Option<()> {
        if self.literal(b",\"pid\":") {
            record.pid = u32::try_from(self.number()?).ok()?;
        }
        if self.literal(b",\"tid\":") {
            record.tid = self.number()?;
        }
        if self.literal(b",\"thread\":\"") {
            record.thread = self.string()?;
        }
        Some(())
    }

    fn contents(&mut self, record: &mut Record) -> Option<()> {
        if self.literal(b",\"error_type\":\"") {
            record.error_type = self.string()?;
        }
        if self.literal(b",\"error\":\"") {
            record.error = self.string()?;
        }
        if self.literal(b",\"target\":\"") {
            record.target = self.string()?;
        }
        if self.literal(b",\"file\":\"") {
            self.string()?;
        }
        if self.literal(b",\"line\":") {
            self.number()?;
        }
        if self.literal(b",\"fields\":") {
            record.fields = self.object()?;
        }
        if self.literal(b",\"return\":") {
            self.value()?;
        }
        if self.literal(b",\"message\":\"") {
            record.message = self.string()?;
        }
        Some(())
    }

    /// Skips a text of constant length, if it is next.
    #[inline]
    fn literal<const N: usize>(&mut self, text: &[u8; N]) -> bool {
        let found = self.block[self.at..].first_chunk::<N>() == Some(text);
        self.at += if found { N } else { 0 };
        found
    }

    /// A string whose first quote is consumed.
    fn string(&mut self) -> Option<Range> {
        let start = self.at;
        loop {
            let found = self.at + memchr2(b'"', b'\\', self.block.get(self.at..)?)?;
            if self.block[found] == b'"' {
                self.at = found + 1;
                return Some(Range::new(start, found));
            }
            self.at = found + 2;
        }
    }

    fn number(&mut self) -> Option<u64> {
        let start = self.at;
        let mut number = 0_u64;
        while let Some(digit @ b'0'..=b'9') = self.block.get(self.at) {
            number = number
                .checked_mul(10)?
                .checked_add(u64::from(digit - b'0'))?;
            self.at += 1;
        }
        (self.at > start).then_some(number)
    }

    fn id(&mut self) -> Option<u128> {
        let text = self.string()?.of(self.block);
        if text.len() > 32 {
            return None;
        }
        let words = text.rchunks_exact(8);
        let mut id = 0;
        for digit in words.remainder() {
            id = id << 4 | u128::from(hex_digit(*digit)?);
        }
        for word in words.rev() {
            id = id << 32 | u128::from(hex_word(word.try_into().ok()?)?);
        }
        Some(id)
    }

    fn span_id(&mut self) -> Option<u64> {
        u64::try_from(self.id()?).ok()
    }

    /// An object: skipped to its closing brace.
    fn object(&mut self) -> Option<Range> {
        let start = self.at;
        self.literal(b"{").then_some(())?;
        self.nested(start)
    }

    /// The rest of an object or an array whose first brace is consumed.
    fn nested(&mut self, start: usize) -> Option<Range> {
        let mut depth = 1;
        while depth > 0 {
            let byte = *self.block.get(self.at)?;
            self.at += 1;
            match byte {
                b'"' => drop(self.string()?),
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
        }
        Some(Range::new(start, self.at))
    }

    /// A value of any type.
    fn value(&mut self) -> Option<Range> {
        let start = self.at;
        match self.block.get(self.at)? {
            b'"' => {
                self.at += 1;
                self.string()?;
            }
            b'{' | b'[' => {
                self.at += 1;
                self.nested(start)?;
            }
            _ => {
                while !matches!(self.block.get(self.at)?, b',' | b'}') {
                    self.at += 1;
                }
            }
        }
        Some(Range::new(start, self.at))
    }
}

/// Eight hexadecimal digits at once: the value of each digit is computed in its byte, and checked by the reverse.
fn hex_word(digits: [u8; 8]) -> Option<u32> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let text = u64::from_le_bytes(digits);
    let values = (text & (ONES * 15)) + (text >> 6 & ONES) * 9;
    let is_letter = ((values & (ONES * 15)) + ONES * 6) >> 4 & ONES;
    if values & (ONES * 0xf0) != 0 || values + ONES * 48 + is_letter * 39 != text {
        // Capital letters, or no digits.
        return digits.iter().try_fold(0, |word, digit| {
            Some(word << 4 | u32::from(hex_digit(*digit)?))
        });
    }
    let bytes = values.swap_bytes();
    let bytes = (bytes | bytes >> 4) & 0x00ff_00ff_00ff_00ff;
    let halves = (bytes | bytes >> 8) & 0x0000_ffff_0000_ffff;
    u32::try_from((halves | halves >> 16) & 0xffff_ffff).ok()
}

fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// A hash of a function's name: eight bytes at a time, with one multiplication each.
pub fn hash(text: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let words = text.chunks_exact(8);
    let mut hash = text.len() as u64;
    for byte in words.remainder() {
        hash = (hash.rotate_left(23) ^ u64::from(*byte)).wrapping_mul(FACTOR);
    }
    for word in words {
        let word = word.try_into().map_or(0, u64::from_le_bytes);
        hash = (hash.rotate_left(23) ^ word).wrapping_mul(FACTOR);
    }
    hash ^ (hash >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = concat!(
        r#"{"time":"2026-11-22T12:00:00.123456+00:00","level":"ERROR","event":"error","#,
        r#""elapsed_ns":7,"busy_ns":3,"function":"a::b","trace_id":"000000000000000000000000000000ff","#,
        r#""span_id":"00000000000000aa","parent_id":"00000000000000ab","origin_id":"00000000000000ac","#,
        r#""pid":12,"tid":13,"thread":"main","error_type":"E","error":"no \"file\"","target":"a","#,
        r#""file":"a.rs","line":3,"fields":{"x":"}","y":{"z":[1]}},"return":-1.5,"message":"m"}"#
    );

    #[test]
    fn digits_are_read_by_words() {
        for digits in [
            "00000000", "0123abcd", "ffffffff", "DEADbeef", "g0000000", "0000000/", "`0000000",
            ":0000000",
        ] {
            let word: [u8; 8] = digits.as_bytes().try_into().expect("eight digits");
            assert_eq!(
                hex_word(word),
                u32::from_str_radix(digits, 16).ok(),
                "{digits}"
            );
        }
    }

    #[test]
    fn every_member_is_read() {
        let block = LINE.as_bytes();
        let record = read(block, 0, block.len()).expect("a record");
        assert_eq!(
            (record.event, record.elapsed, record.has_busy),
            (Event::Error, 7, true)
        );
        assert_eq!(
            (record.trace, record.span, record.parent, record.origin),
            (0xff, 0xaa, 0xab, 0xac)
        );
        assert_eq!((record.pid, record.tid), (12, 13));
        for (range, text) in [
            (record.function, "a::b"),
            (record.thread, "main"),
            (record.error_type, "E"),
            (record.error, r#"no \"file\""#),
            (record.target, "a"),
            (record.fields, r#"{"x":"}","y":{"z":[1]}}"#),
            (record.message, "m"),
        ] {
            assert_eq!(range.of(block), text.as_bytes());
        }
    }

    #[test]
    fn a_line_that_is_cut_or_continued_is_no_record() {
        let block = LINE.as_bytes();
        for end in 0..block.len() {
            assert!(read(block, 0, end).is_none(), "{end}");
        }
        let longer = format!("{LINE}x");
        assert!(read(longer.as_bytes(), 0, longer.len()).is_none());
    }

    #[test]
    fn another_order_is_left_to_the_general_reader() {
        let line = br#"{"time":"2026-11-22T12:00:00Z","message":"m","level":"INFO"}"#;
        assert!(read(line, 0, line.len()).is_none());
    }
}
