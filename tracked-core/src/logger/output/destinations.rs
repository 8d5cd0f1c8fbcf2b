//! All destinations of a logger, and the format of its lines.

use std::fmt;

use log::{Level, Record};

use super::destination::{Batch, Destination};
use crate::logger::format::formatter::{Formatter, Style};
use crate::logger::format::line::Line;

pub(crate) struct Destinations {
    pub(crate) formatter: Formatter,
    pub(crate) style: Style,
    pub(crate) list: Vec<Destination>,
}

impl Destinations {
    pub(crate) fn write_line(&self, line: &[u8]) {
        self.write(Batch {
            bytes: line,
            ends: &[line.len()],
        });
    }

    /// Writes to each destination, even if another one fails.
    pub(crate) fn write(&self, batch: Batch<'_>) {
        for destination in &self.list {
            destination.write(batch, &|line, message| self.report(line, message));
        }
    }

    /// Completes the last lines and reports lost records, if there was a failure.
    pub(crate) fn flush(&self) {
        for destination in &self.list {
            destination.flush(&|line, message| self.report(line, message));
        }
    }

    /// Waits until all written records are on the disk.
    pub(crate) fn sync(&self) {
        self.list.iter().for_each(Destination::sync);
    }

    fn report(&self, line: &mut Line, message: fmt::Arguments<'_>) {
        use crate::log_format::LOGGER_TARGET as TARGET;
        let mut record = Record::builder();
        record
            .level(Level::Warn)
            .target(TARGET)
            .module_path_static(Some(TARGET));
        self.formatter.write_or_fallback(
            line,
            &record.args(format_args!("tracked: {message}")).build(),
            self.style,
        );
    }
}
