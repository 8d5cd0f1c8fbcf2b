//! Where finished lines go, and how they look.

use std::fmt;

use log::{Level, Record};

use super::destination::{Batch, Destination};
use crate::logger::format::formatter::{Formatter, Style};
use crate::logger::format::line::Line;

pub(crate) struct Destinations {
    pub(crate) formatter: Formatter,
    pub(crate) style: Style,
    pub(crate) all: Vec<Destination>,
}

impl Destinations {
    // None of the outputs is passed over because another one fails.
    pub(crate) fn write(&self, batch: Batch<'_>) {
        for output in &self.all {
            output.write(batch, &|line, message| self.report(line, message));
        }
    }

    fn report(&self, line: &mut Line, message: fmt::Arguments<'_>) {
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

const TARGET: &str = "tracked";
