//! Where finished lines go, and how they look.

use std::fmt;

use log::{Level, Record};

use super::destination::{Chunk, Output};
use crate::logger::format::formatter::{Layout, Style};
use crate::logger::format::line::Line;

pub(crate) struct Sink {
    pub(crate) layout: Layout,
    pub(crate) style: Style,
    pub(crate) outputs: Vec<Output>,
}

impl Sink {
    // None of the outputs is passed over because another one fails.
    pub(crate) fn write(&self, chunk: Chunk<'_>) {
        for output in &self.outputs {
            output.write(chunk, &|line, message| self.report(line, message));
        }
    }

    fn report(&self, line: &mut Line, message: fmt::Arguments<'_>) {
        let mut record = Record::builder();
        record
            .level(Level::Warn)
            .target(TARGET)
            .module_path_static(Some(TARGET));
        self.layout.write_surely(
            line,
            &record.args(format_args!("tracked: {message}")).build(),
            self.style,
        );
    }
}

const TARGET: &str = "tracked";
