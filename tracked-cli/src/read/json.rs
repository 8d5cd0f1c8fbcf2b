//! A line of `Json` as a record, without allocation, if its members are in the order of the format.
//!
//! [`head`] reads the numbers and the ids. [`texts`] reads the members after them, of which most commands need few.

use memchr::{memchr, memchr2};
use tracked_core::Level;
use tracked_core::log_format::members;

use super::names::Hash;
use super::reader::Reader;
use super::record::{Event, NO_FUNCTION, Range, Record, Texts};

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

const LEVELS: [(&str, Option<Level>); 5] = [
    ("INFO", Some(Level::Info)),
    ("ERROR", Some(Level::Error)),
    ("DEBUG", Some(Level::Debug)),
    ("TRACE", Some(Level::Trace)),
    ("WARN", Some(Level::Warn)),
];

/// Reads the start of a line, up to the members that [`texts`] reads. Returns the record and the end of this part.
///
/// This part contains no end of a line.
#[inline]
pub fn head(block: &[u8], start: usize, reader: &mut Reader) -> Option<(Record, usize)> {
    let mut scan = Scan { block, at: start };
    let mut record = Record {
        is_json: true,
        ..Record::default()
    };
    let first = &const { join::<{ members::TIME.len() + 5 }>(&["{\"", members::TIME, "\":\""]) };
    scan.literal(first).then_some(())?;
    (record.time, scan.at) = reader.clock.read(block, scan.at)?;
    if scan.literal(key!(members::LEVEL, "\"")) {
        record.level = scan.name_of(&LEVELS, None)?;
    }
    if scan.literal(key!(members::EVENT, "\"")) {
        record.event = scan.name_of(&Event::NAMED, Event::Message)?;
    }
    if scan.literal(key!(members::ELAPSED_NS)) {
        record.elapsed = scan.number()?;
    }
    if scan.literal(key!(members::BUSY_NS)) {
        scan.number()?;
        record.has_busy = true;
    }
    if scan.literal(key!(members::FUNCTION, "\"")) {
        let (name, hash) = scan.hashed_string()?;
        if !name.is_empty() {
            record.function = reader.functions.number_of(name, hash)?;
        }
    }
    if scan.literal(key!(members::TRACE_ID, "\"")) {
        record.trace = scan.trace_id()?;
    }
    if scan.literal(key!(members::SPAN_ID, "\"")) {
        record.span = scan.span_id()?;
    }
    if scan.literal(key!(members::PARENT_ID, "\"")) {
        record.parent = scan.span_id()?;
    }
    if scan.literal(key!(members::ORIGIN_ID, "\"")) {
        record.origin = scan.span_id()?;
    }
    let mut pid = 0;
    if scan.literal(key!(members::PID)) {
        pid = u32::try_from(scan.number()?).ok()?;
    }
    let mut tid = 0;
    if scan.literal(key!(members::TID)) {
        tid = scan.number()?;
    }
    record.thread = reader
        .threads
        .number_of(pid, tid, || scan.thread().unwrap_or_default());
    let is_call = record.event.is_end() || record.event == Event::Start;
    if is_call && record.function == NO_FUNCTION {
        record.event = Event::Message;
    }
    Some((record, scan.at))
}

/// Reads the rest of a line after its [`head`]. Returns `None` if it has any other shape.
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

struct Scan<'a> {
    block: &'a [u8],
    at: usize,
}

impl<'a> Scan<'a> {
    /// Skips a text of constant length, if it is next.
    #[inline]
    fn literal<const N: usize>(&mut self, text: &[u8; N]) -> bool {
        let found = self.block.get(self.at..).and_then(<[u8]>::first_chunk::<N>) == Some(text);
        self.at += if found { N } else { 0 };
        found
    }

    /// A string whose first quote is consumed.
    fn string(&mut self) -> Option<&'a [u8]> {
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

    /// The value of a string that is one of the names, or of any other string.
    #[inline]
    fn name_of<T: Copy>(&mut self, names: &[(&str, T)], other: T) -> Option<T> {
        let rest = self.block.get(self.at..)?;
        for (name, value) in names {
            if rest.starts_with(name.as_bytes()) && rest.get(name.len()) == Some(&b'"') {
                self.at += name.len() + 1;
                return Some(*value);
            }
        }
        let string = self.string()?;
        memchr(b'\n', string).is_none().then_some(other)
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
            let len = found.trailing_zeros() / 8;
            let end = self.at + len as usize;
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

    /// The digits of a trace id, which are read when they are needed.
    #[inline]
    fn trace_id(&mut self) -> Option<Range> {
        let start = self.at;
        let digits = self.block.get(start..)?.first_chunk::<32>()?;
        let is_hex = digits.iter().fold(true, |all, digit| {
            all & (digit.is_ascii_digit() | matches!(digit, b'a'..=b'f' | b'A'..=b'F'))
        });
        if is_hex && self.block.get(start + 32) == Some(&b'"') {
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
            if let (Some(high), Some(low)) = (hex_word(*word1), hex_word(*word2)) {
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
    fn value(&mut self) -> Option<&'a [u8]> {
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

const ONES: u64 = 0x0101_0101_0101_0101;

/// The highest bit of each byte that equals `byte`. Bits above the lowest one can be wrong.
#[inline]
fn equal_bytes(word: u64, byte: u8) -> u64 {
    let zeros = word ^ (ONES * u64::from(byte));
    zeros.wrapping_sub(ONES) & !zeros & (ONES << 7)
}

/// An id of up to 32 hexadecimal digits.
pub fn id(digits: &[u8]) -> Option<u128> {
    if digits.len() > 32 {
        return None;
    }
    let words = digits.rchunks_exact(8);
    let mut id = 0;
    for digit in words.remainder() {
        id = id << 4 | u128::from(hex_digit(*digit)?);
    }
    for word in words.rev() {
        id = id << 32 | u128::from(hex_word(word.try_into().ok()?)?);
    }
    Some(id)
}

/// Eight hexadecimal digits at once: the value of each digit is computed in its byte, and checked by the reverse.
#[inline]
fn hex_word(digits: [u8; 8]) -> Option<u32> {
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
