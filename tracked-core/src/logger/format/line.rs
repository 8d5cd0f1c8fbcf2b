//! A line in memory, which is written completely or not written.

use std::cell::Cell;
use std::fmt;
use std::io;
use std::mem;
use std::panic::{self, AssertUnwindSafe};

use super::escape::{Escape, needs_escape};

/// Runs `write` with an empty line, whose memory the thread's next record reuses.
///
/// A record that is logged while another one is formatted on the same thread allocates its own memory, and so does the
/// next record after a panic.
pub(crate) fn with_line<R>(write: impl FnOnce(&mut Line) -> R) -> R {
    thread_local! {
        static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
    }
    // While a thread ends, the thread-local buffer is gone.
    let mut line = Line {
        bytes: BUFFER.try_with(Cell::take).unwrap_or_default(),
        ..Line::default()
    };
    let result = write(&mut line);
    line.bytes.clear();
    let _ = BUFFER.try_with(|buffer| buffer.set(line.bytes));
    result
}

/// The bytes of a line. Writing to it never fails: a value that can't be formatted and a line that is too long are
/// marked.
pub(crate) struct Line {
    bytes: Vec<u8>,
    /// The maximum length, or zero after truncation.
    limit: usize,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            bytes: Vec::new(),
            limit: MAX_TEXT_LEN,
        }
    }
}

impl Line {
    #[inline]
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        if self.fits(bytes) {
            self.bytes.extend_from_slice(bytes);
        } else {
            self.push_part(bytes);
        }
    }

    /// Appends all of the bytes or none.
    pub(crate) fn push_whole(&mut self, bytes: &[u8]) -> fmt::Result {
        if self.fits(bytes) {
            self.bytes.extend_from_slice(bytes);
            Ok(())
        } else {
            self.truncate();
            Err(fmt::Error)
        }
    }

    fn fits(&self, bytes: &[u8]) -> bool {
        self.bytes.len() + bytes.len() <= self.limit
    }

    #[cold]
    fn push_part(&mut self, bytes: &[u8]) {
        if !self.is_truncated() && !bytes.is_empty() {
            let room = self.limit.saturating_sub(self.bytes.len());
            self.bytes
                .extend_from_slice(&bytes[..floor_char_boundary(bytes, room)]);
            self.truncate();
        }
    }

    fn truncate(&mut self) {
        if !self.is_truncated() {
            self.bytes.extend_from_slice(TRUNCATED.as_bytes());
            self.limit = 0;
        }
    }

    fn is_truncated(&self) -> bool {
        self.limit == 0
    }

    /// Truncates the text that `write` appends earlier, so that `reserve` bytes are left for the rest of the line.
    pub(crate) fn with_reserve(&mut self, reserve: usize, write: impl FnOnce(&mut Self)) {
        let limit = mem::replace(&mut self.limit, MAX_TEXT_LEN - reserve);
        write(self);
        self.limit = limit;
    }

    /// Appends text that is known to have no unsafe characters.
    pub(crate) fn push_fmt(&mut self, text: fmt::Arguments<'_>) {
        let result = fmt::Write::write_fmt(self, text);
        self.mark_failure(result);
    }

    /// Appends the decimal digits of a number.
    pub(crate) fn push_number(&mut self, number: u64) {
        // As many as `u64::MAX` has.
        let mut digits = [0; 20];
        let (mut at, mut rest) = (digits.len(), number);
        loop {
            at -= 1;
            digits[at] = b'0' + u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.push(&digits[at..]);
    }

    /// Appends any text, with escapes.
    pub(crate) fn push_escaped(&mut self, text: fmt::Arguments<'_>) {
        let (start, limit) = (self.bytes.len(), self.limit);
        self.catch_panics(|line| fmt::Write::write_fmt(line, text));
        if needs_escape(&self.bytes[start..]) {
            self.limit = limit;
            self.escape_from(start);
        }
    }

    /// Escapes the text from `start` on. Escapes are longer, so the text may be truncated again.
    #[cold]
    fn escape_from(&mut self, start: usize) {
        let text = self.bytes.split_off(start);
        let _ = fmt::Write::write_str(&mut Escape(self), &String::from_utf8_lossy(&text));
    }

    pub(crate) fn end(&mut self) {
        self.bytes.push(b'\n');
    }

    /// Ends the line, unless it is empty or has an end.
    pub(crate) fn end_if_open(&mut self) {
        if self.bytes.last().is_some_and(|&last| last != b'\n') {
            self.end();
        }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Runs formatting code of the program. An error or a panic in it is marked: a log call must not end the program.
    pub(crate) fn catch_panics(&mut self, format: impl FnOnce(&mut Self) -> fmt::Result) {
        match panic::catch_unwind(AssertUnwindSafe(|| format(self))) {
            Ok(result) => self.mark_failure(result),
            Err(payload) => {
                // Its destructor may panic too.
                mem::forget(payload);
                self.push(PANICKED.as_bytes());
            }
        }
    }

    fn mark_failure(&mut self, result: fmt::Result) {
        if result.is_err() && !self.is_truncated() {
            self.push(FAILED.as_bytes());
        }
    }
}

#[cfg(test)]
impl Line {
    pub(crate) fn into_text(self) -> String {
        String::from_utf8(self.bytes).expect("a line is text")
    }
}

impl fmt::Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text.as_bytes());
        // An error stops the formatting, because further text would be discarded.
        if self.is_truncated() {
            Err(fmt::Error)
        } else {
            Ok(())
        }
    }
}

impl io::Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.push(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// The provided method panics if a value can't be formatted.
    fn write_fmt(&mut self, text: fmt::Arguments<'_>) -> io::Result<()> {
        self.push_fmt(text);
        Ok(())
    }
}

const FAILED: &str = "[formatting failed]";
const PANICKED: &str = "[formatting panicked]";

const TRUNCATED: &str = "…";

/// The maximum length of a line in bytes, with its end.
pub(crate) const MAX_LEN: usize = 64 * 1024;

/// [`MAX_LEN`] without the mark and the line end.
const MAX_TEXT_LEN: usize = MAX_LEN - TRUNCATED.len() - 1;

/// The last position up to `at` that is between two characters.
fn floor_char_boundary(text: &[u8], at: usize) -> usize {
    let continues = |&byte: &u8| byte & 0xc0 == 0x80;
    let back = text[..=at].iter().rev().take_while(|byte| continues(byte));
    at - back.count().min(3).min(at)
}

#[cfg(test)]
mod tests {
    use std::str;

    use super::*;

    #[test]
    fn text_that_fits_is_not_truncated() {
        let mut line = Line::default();
        line.push_fmt(format_args!("{}", "x".repeat(MAX_TEXT_LEN)));
        line.end();
        assert!(line.as_bytes().ends_with(b"xx\n"));
    }

    #[test]
    fn a_number_has_its_digits() {
        for number in [0, 9, 10, 1_234_567_890, u64::MAX] {
            let mut line = Line::default();
            line.push_number(number);
            assert_eq!(line.into_text(), number.to_string());
        }
    }

    #[test]
    fn long_text_is_truncated_between_characters_and_marked() {
        for before in ["", "1", "12", "123"] {
            let mut line = Line::default();
            line.push(before.as_bytes());
            line.push_escaped(format_args!("{}", "🦀".repeat(MAX_LEN)));
            line.push(b"after the end");
            line.end();
            let text = str::from_utf8(line.as_bytes()).expect("whole characters");
            assert!(text.ends_with("🦀…\n"));
            assert!((MAX_LEN - 4..=MAX_LEN).contains(&text.len()));
        }
    }

    #[test]
    fn escaped_text_is_truncated_once() {
        for (first, len) in [
            ("\n", MAX_TEXT_LEN - 1),
            ("\n", MAX_LEN),
            ("\u{85}", MAX_TEXT_LEN),
        ] {
            let mut line = Line::default();
            line.push_escaped(format_args!("{first}{}", "x".repeat(len)));
            let text = str::from_utf8(line.as_bytes()).expect("whole characters");
            assert!(text.ends_with("x…") && text.matches('…').count() == 1);
            assert_eq!(text.len(), MAX_TEXT_LEN + TRUNCATED.len());
        }
    }

    #[test]
    fn formatting_stops_at_the_truncation() {
        struct Endless;
        impl fmt::Display for Endless {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                loop {
                    f.write_str("again and ")?;
                }
            }
        }
        let mut line = Line::default();
        line.push_escaped(format_args!("{Endless}"));
        assert!(line.as_bytes().ends_with("…".as_bytes()));
    }
}
