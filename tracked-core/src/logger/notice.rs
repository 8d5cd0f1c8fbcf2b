//! What the logger has to say about itself, on stderr.

use std::fmt;
use std::io::{self, Write};

use super::line::Line;

// Says it on one line, in one write. If stderr fails, there is nobody left to tell.
pub(super) fn say(what: fmt::Arguments<'_>) {
    let mut line = Line::default();
    line.push(b"tracked: ");
    line.push_escaped(what);
    line.end();
    let _ = io::stderr().write_all(line.as_bytes());
}
