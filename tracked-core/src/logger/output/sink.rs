//! The destinations that receive the same lines, and the format of these lines.

use std::sync::Arc;
use std::time::Duration;

use log::{Level, Record};

use super::buffer::Buffer;
use super::destination::{Destination, Target};
use super::destinations::Destinations;
use crate::logger::format::Format;
use crate::logger::format::formatter::{Formatter, Style};
use crate::logger::format::line;

pub(crate) struct Sink {
    destinations: Arc<Destinations>,
    buffer: Option<Arc<Buffer>>,
}

impl Sink {
    pub(crate) fn new(
        formatter: Formatter,
        style: Style,
        targets: Vec<Target>,
        interval: Option<Duration>,
    ) -> Self {
        let destinations = Arc::new(Destinations {
            formatter,
            style,
            list: targets.into_iter().map(Destination::new).collect(),
        });
        let buffer =
            interval.map(|interval| Arc::new(Buffer::new(Arc::clone(&destinations), interval)));
        Self {
            destinations,
            buffer,
        }
    }

    /// Opens the buffer. The caller guarantees that it is closed before the program exits.
    pub(crate) fn start(&self) {
        if let Some(buffer) = &self.buffer {
            buffer.start();
        }
    }

    /// Whether programs read the lines.
    pub(crate) fn is_json(&self) -> bool {
        matches!(
            self.destinations.formatter,
            Formatter::Builtin(Format::Json)
        )
    }

    pub(crate) fn destinations(&self) -> &[Destination] {
        &self.destinations.list
    }

    pub(crate) fn write(&self, record: &Record<'_>, sync_errors: bool) {
        line::with_line(|line| {
            let destinations = &self.destinations;
            let written = destinations
                .formatter
                .write(line, record, destinations.style);
            let bytes = line.as_bytes();
            if written.is_err() || bytes.is_empty() {
                return;
            }
            match &self.buffer {
                Some(buffer) => buffer.put(bytes, record.level()),
                None => destinations.write_line(bytes),
            }
            if sync_errors && record.level() == Level::Error {
                destinations.sync();
            }
        });
    }

    pub(crate) fn flush(&self) {
        if let Some(buffer) = &self.buffer {
            buffer.flush();
        }
        self.destinations.flush();
    }

    /// Writes pending records, and later ones one by one.
    pub(crate) fn close(&self) {
        if let Some(buffer) = &self.buffer {
            buffer.close();
        }
        self.destinations.flush();
    }
}
