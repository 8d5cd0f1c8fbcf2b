//! The logger: filters a record, formats it and writes the line.

use std::sync::Arc;

use log::{Level, Log, Metadata, Record};

use super::format::line;
use super::output::buffer::Buffer;
use super::output::destinations::Destinations;

/// The target of the records of panics.
pub(crate) const PANIC_TARGET: &str = "panic";

pub(crate) struct Logger {
    pub(crate) filter: env_logger::Logger,
    pub(crate) destinations: Arc<Destinations>,
    pub(crate) buffer: Option<Arc<Buffer>>,
}

impl Log for Logger {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        is_panic(metadata) || self.filter.enabled(metadata)
    }

    fn log(&self, record: &Record<'_>) {
        if !is_panic(record.metadata()) && !self.filter.matches(record) {
            return;
        }
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
        });
    }

    fn flush(&self) {
        if let Some(buffer) = &self.buffer {
            buffer.flush();
        }
    }
}

/// Filters do not apply to the records of panics.
fn is_panic(metadata: &Metadata<'_>) -> bool {
    metadata.level() == Level::Error && metadata.target() == PANIC_TARGET
}
