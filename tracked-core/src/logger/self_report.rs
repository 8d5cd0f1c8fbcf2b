//! Warnings of the logger about itself, on stderr.

use std::fmt;
use std::time::Duration;

use super::format::line::Line;
use super::write::write_all;
use crate::sys;

/// The minimum time between two warnings about a file.
pub(crate) const REPORT_INTERVAL: Duration = Duration::from_secs(60);

/// Writes one line, unless stderr is a full pipe. A failure of stderr is ignored.
pub(crate) fn warn(message: fmt::Arguments<'_>) {
    let mut line = Line::default();
    line.push(b"tracked: ");
    line.push_escaped(message);
    line.end();
    let _ = write_all(sys::write_to_stderr_now, line.as_bytes(), Duration::ZERO);
}
