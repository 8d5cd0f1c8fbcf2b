//! Warnings of the logger about itself, on stderr.

use std::fmt;
use std::time::Duration;

use super::format::line::Line;
use super::write::write_to_stderr;

/// The minimum time between two warnings about a file.
pub(crate) const REPORT_INTERVAL: Duration = Duration::from_secs(60);

/// Writes one line by one write. A failure of stderr is ignored.
pub(crate) fn warn(message: fmt::Arguments<'_>) {
    let mut line = Line::default();
    line.push(b"tracked: ");
    line.push_escaped(message);
    line.end();
    let _ = write_to_stderr(line.as_bytes(), Duration::ZERO);
}
