//! What the logger has to say about itself, on stderr.

use std::fmt;
use std::time::Duration;

use super::format::line::Line;
use super::write::write_to_stderr;

// Between two lines on stderr about a failing file.
pub(crate) const REPORT_INTERVAL: Duration = Duration::from_secs(60);

// Says it on one line, in one write. If stderr fails, there is nobody left to tell.
pub(crate) fn warn(what: fmt::Arguments<'_>) {
    let mut line = Line::default();
    line.push(b"tracked: ");
    line.push_escaped(what);
    line.end();
    let _ = write_to_stderr(line.as_bytes(), Duration::ZERO);
}
