//! The line that a record becomes, built in memory so that it is written whole or not at all.

use std::cell::Cell;
use std::fmt;
use std::io;
use std::mem;
use std::panic::{self, AssertUnwindSafe};

use super::escape::{Escape, needs_escape};

// Hands out an empty line; its memory is kept for the thread's next record.
//
// A record that is logged while another one is composed on the same thread finds nothing kept, and so does the next one
// after a panic: what was composed until then is gone with it.
pub(crate) fn with_line<R>(write: impl FnOnce(&mut Line) -> R) -> R {
    thread_local! {
        static KEPT: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
    }
    // While a thread ends there is nothing kept any more.
    let mut line = Line {
        bytes: KEPT.try_with(Cell::take).unwrap_or_default(),
        ..Line::default()
    };
    let result = write(&mut line);
    line.bytes.clear();
    let _ = KEPT.try_with(|kept| kept.set(line.bytes));
    result
}

// Writing to it never fails; a value that fails to format leaves a mark, and so does what is too long for one record.
pub(crate) struct Line {
    bytes: Vec<u8>,
    // How long it may get; zero once it is cut.
    limit: usize,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            bytes: Vec::new(),
            limit: ROOM,
        }
    }
}

impl Line {
    #[inline]
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        if self.has_room_for(bytes) {
            self.bytes.extend_from_slice(bytes);
        } else {
            self.push_part(bytes);
        }
    }

    // Adds these bytes whole or not at all.
    pub(crate) fn push_whole(&mut self, bytes: &[u8]) -> fmt::Result {
        if self.has_room_for(bytes) {
            self.bytes.extend_from_slice(bytes);
            Ok(())
        } else {
            self.cut();
            Err(fmt::Error)
        }
    }

    fn has_room_for(&self, bytes: &[u8]) -> bool {
        self.bytes.len() + bytes.len() <= self.limit
    }

    #[cold]
    fn push_part(&mut self, bytes: &[u8]) {
        if !self.is_cut() && !bytes.is_empty() {
            let room = self.limit.saturating_sub(self.bytes.len());
            self.bytes
                .extend_from_slice(&bytes[..last_boundary(bytes, room)]);
            self.cut();
        }
    }

    fn cut(&mut self) {
        if !self.is_cut() {
            self.bytes.extend_from_slice(CUT.as_bytes());
            self.limit = 0;
        }
    }

    fn is_cut(&self) -> bool {
        self.limit == 0
    }

    // What is written in here is cut that long before the end of the room, and what comes after it is not.
    pub(crate) fn with_reserve(&mut self, reserve: usize, write: impl FnOnce(&mut Self)) {
        let limit = mem::replace(&mut self.limit, ROOM - reserve);
        write(self);
        self.limit = limit;
    }

    // For what is our own text.
    pub(crate) fn push_fmt(&mut self, text: fmt::Arguments<'_>) {
        let result = fmt::Write::write_fmt(self, text);
        self.mark_failure(result);
    }

    // For what is anybody's text.
    pub(crate) fn push_escaped(&mut self, text: fmt::Arguments<'_>) {
        let (start, limit) = (self.bytes.len(), self.limit);
        self.catch_panics(|line| fmt::Write::write_fmt(line, text));
        if needs_escape(&self.bytes[start..]) {
            self.limit = limit;
            self.escape_from(start);
        }
    }

    // Writes anew what is there from `start` on. Escapes take more room: what was cut is cut again.
    #[cold]
    fn escape_from(&mut self, start: usize) {
        let text = self.bytes.split_off(start);
        let _ = fmt::Write::write_str(&mut Escape(self), &String::from_utf8_lossy(&text));
    }

    pub(crate) fn end(&mut self) {
        self.bytes.push(b'\n');
    }

    // Ends a line that was begun and left open.
    pub(crate) fn end_if_open(&mut self) {
        if self.bytes.last().is_some_and(|&last| last != b'\n') {
            self.end();
        }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    // Runs the formatting of others, which may fail or panic: a log call is no place for a program to end.
    pub(crate) fn catch_panics(&mut self, format: impl FnOnce(&mut Self) -> fmt::Result) {
        match panic::catch_unwind(AssertUnwindSafe(|| format(self))) {
            Ok(result) => self.mark_failure(result),
            Err(payload) => {
                // It may panic in its own drop.
                mem::forget(payload);
                self.push(PANICKED.as_bytes());
            }
        }
    }

    fn mark_failure(&mut self, result: fmt::Result) {
        if result.is_err() && !self.is_cut() {
            self.push(FAILED.as_bytes());
        }
    }
}

impl fmt::Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text.as_bytes());
        // There is no use in formatting on.
        if self.is_cut() {
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

    // The provided one panics when a value fails to format.
    fn write_fmt(&mut self, text: fmt::Arguments<'_>) -> io::Result<()> {
        self.push_fmt(text);
        Ok(())
    }
}

// Stand where a value's own formatting ended.
const FAILED: &str = "[formatting failed]";
const PANICKED: &str = "[formatting panicked]";

// Stands where a record was cut.
const CUT: &str = "…";

// What a line may be long, its end included.
pub(crate) const MAX_LEN: usize = 64 * 1024;

const ROOM: usize = MAX_LEN - CUT.len() - 1;

// The last place up to `at` that is between two characters.
fn last_boundary(text: &[u8], at: usize) -> usize {
    let continues = |&byte: &u8| byte & 0xc0 == 0x80;
    let back = text[..=at].iter().rev().take_while(|byte| continues(byte));
    at - back.count().min(3).min(at)
}

#[cfg(test)]
mod tests {
    use std::str;

    use super::*;

    #[test]
    fn what_fits_is_not_cut() {
        let mut line = Line::default();
        line.push_fmt(format_args!("{}", "x".repeat(ROOM)));
        line.end();
        assert!(line.as_bytes().ends_with(b"xx\n"));
    }

    #[test]
    fn what_is_too_long_is_cut_between_characters_and_marked() {
        for before in ["", "1", "12", "123"] {
            let mut line = Line::default();
            line.push(before.as_bytes());
            line.push_escaped(format_args!("{}", "🦀".repeat(MAX_LEN)));
            line.push(b"not to be seen");
            line.end();
            let text = str::from_utf8(line.as_bytes()).expect("whole characters");
            assert!(text.ends_with("🦀…\n"));
            assert!((MAX_LEN - 4..=MAX_LEN).contains(&text.len()));
        }
    }

    #[test]
    fn what_is_escaped_and_too_long_is_cut_once() {
        for (first, len) in [("\n", ROOM - 1), ("\n", MAX_LEN), ("\u{85}", ROOM)] {
            let mut line = Line::default();
            line.push_escaped(format_args!("{first}{}", "x".repeat(len)));
            let text = str::from_utf8(line.as_bytes()).expect("whole characters");
            assert!(text.ends_with("x…") && text.matches('…').count() == 1);
            assert_eq!(text.len(), ROOM + CUT.len());
        }
    }

    #[test]
    fn nothing_is_formatted_behind_the_cut() {
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
