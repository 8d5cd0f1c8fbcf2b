//! The parts of a JSON object: members, and strings with escapes.

use std::fmt::{self, Write};

use super::escape::write_escaped;
use super::line::Line;

/// The bytes that each value leaves free for the members after it.
///
/// In a record that is too long, each value is truncated by itself, and the object is still closed.
pub(crate) mod reserve {
    const KIB: usize = 1024;
    pub(crate) const FUNCTION: usize = 56 * KIB;
    pub(crate) const THREAD: usize = 54 * KIB;
    pub(crate) const ERROR: usize = 38 * KIB;
    pub(crate) const TARGET: usize = 36 * KIB;
    pub(crate) const FILE: usize = 34 * KIB;
    pub(crate) const FIELDS: usize = 16 * KIB;
    pub(crate) const MESSAGE: usize = 16;
}

/// Appends `,"key":"value"`. The key is not escaped.
pub(crate) fn member(line: &mut Line, key: &str, value: fmt::Arguments<'_>, reserve: usize) {
    begin_member(line, key);
    string(line, value, reserve);
}

/// The same for a value that needs no formatting.
#[inline]
pub(crate) fn str_member(line: &mut Line, key: &str, value: &str, reserve: usize) {
    begin_member(line, key);
    str(line, value, reserve);
}

/// The same for a number.
#[inline]
pub(crate) fn number_member(line: &mut Line, key: &str, value: u64) {
    begin_member(line, key);
    line.push_number(value);
}

/// Inlined, because most keys are constants, whose bytes are then copied without a call.
#[inline]
pub(crate) fn begin_member(line: &mut Line, key: &str) {
    line.push(b",\"");
    line.push(key.as_bytes());
    line.push(b"\":");
}

pub(crate) fn string(line: &mut Line, value: fmt::Arguments<'_>, reserve: usize) {
    quoted(line, reserve, |line| {
        line.catch_panics(|line| Escape(line).write_fmt(value));
    });
}

pub(crate) fn str(line: &mut Line, value: &str, reserve: usize) {
    quoted(line, reserve, |line| {
        let _ = Escape(line).write_str(value);
    });
}

fn quoted(line: &mut Line, reserve: usize, write: impl FnOnce(&mut Line)) {
    line.push(b"\"");
    line.with_reserve(reserve, write);
    line.push(b"\"");
}

/// Writes text as the inside of a JSON string. Unsafe characters are escaped even if JSON permits them.
struct Escape<'a>(&'a mut Line);

impl Write for Escape<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        write_escaped::<true, _>(self.0, text, |line, char| match char {
            '"' => line.push_whole(b"\\\""),
            '\\' => line.push_whole(b"\\\\"),
            '\n' => line.push_whole(b"\\n"),
            '\r' => line.push_whole(b"\\r"),
            '\t' => line.push_whole(b"\\t"),
            // Every unsafe character has at most 16 bits.
            _ => line.push_whole(format!("\\u{:04x}", u32::from(char)).as_bytes()),
        })
    }
}

/// Arbitrary text with many characters that need an escape.
#[cfg(test)]
pub(crate) fn awkward_text() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;

    let awkward = prop::sample::select(vec![
        '"',
        '\\',
        '/',
        '\n',
        '\r',
        '\t',
        '\0',
        '\u{1b}',
        '\u{7f}',
        '\u{85}',
        '\u{2028}',
        '\u{2029}',
        '\u{202e}',
        '\u{feff}',
        '\u{fffd}',
        '\u{10ffff}',
        '…',
        '가',
    ]);
    prop::collection::vec(prop_oneof![any::<char>(), awkward], 0..40)
        .prop_map(|chars| chars.into_iter().collect())
}
