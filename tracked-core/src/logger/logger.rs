//! The logger: which records are written, and that they are on file when it returns.

use std::sync::Arc;

use log::{Level, Log, Metadata, Record};

use super::format::line;
use super::output::buffer::Buffer;
use super::output::destination::Batch;
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
            let written = self
                .destinations
                .formatter
                .write(line, record, self.destinations.style);
            let bytes = line.as_bytes();
            if written.is_err() || bytes.is_empty() {
                return;
            }
            match &self.buffer {
                Some(buffer) => buffer.put(bytes, record.level()),
                None => self.destinations.write(Batch {
                    bytes,
                    ends: &[bytes.len()],
                }),
            }
        });
    }

    fn flush(&self) {
        if let Some(buffer) = &self.buffer {
            buffer.flush();
        }
    }
}

// The record of a panic is never filtered out.
fn is_panic(metadata: &Metadata<'_>) -> bool {
    metadata.level() == Level::Error && metadata.target() == PANIC_TARGET
}
