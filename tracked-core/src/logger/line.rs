//! The line that a record becomes, built in memory so that it is written whole or not at all.

use std::cell::Cell;
use std::fmt;
use std::io;

use super::escape::Escape;

// Hands out an empty line; its memory is kept for the thread's next record.
//
// A record that is logged while another one is composed on the same thread finds nothing kept, and so does the next one
// after a panic: what was composed until then is gone with it.
pub(super) fn compose<R>(write: impl FnOnce(&mut Line) -> R) -> R {
    thread_local! {
        static KEPT: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
    }
    // While a thread ends there is nothing kept any more.
    let mut line = Line(KEPT.try_with(Cell::take).unwrap_or_default());
    let result = write(&mut line);
    line.0.clear();
    let _ = KEPT.try_with(|kept| kept.set(line.0));
    result
}

// Writing to it never fails; a value that fails to format leaves a mark.
#[derive(Default)]
pub(super) struct Line(Vec<u8>);

impl Line {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    // For what is our own text.
    pub(super) fn push_fmt(&mut self, text: fmt::Arguments<'_>) {
        let result = fmt::Write::write_fmt(self, text);
        self.mark_failure(result);
    }

    // For what is anybody's text.
    pub(super) fn push_escaped(&mut self, text: fmt::Arguments<'_>) {
        let result = fmt::Write::write_fmt(&mut Escape(&mut *self), text);
        self.mark_failure(result);
    }

    pub(super) fn end(&mut self) {
        self.0.push(b'\n');
    }

    // Ends a line that was begun and left open.
    pub(super) fn end_if_open(&mut self) {
        if self.0.last().is_some_and(|&last| last != b'\n') {
            self.end();
        }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    fn mark_failure(&mut self, result: fmt::Result) {
        if result.is_err() {
            self.push(FAILED.as_bytes());
        }
    }
}

impl fmt::Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text.as_bytes());
        Ok(())
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

// Stands where a value's own formatting failed.
const FAILED: &str = "[formatting failed]";
