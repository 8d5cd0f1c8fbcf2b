//! The logger: which records are written, and that they are on file when it returns.

use std::sync::Arc;

use log::{Level, Log, Metadata, Record};

use super::format::line;
use super::output::buffer::Buffer;
use super::output::destination::Chunk;
use super::output::sink::Sink;

/// The target of the records of panics.
pub(crate) const PANIC_TARGET: &str = "panic";

pub(crate) struct Journal {
    pub(crate) filter: env_logger::Logger,
    pub(crate) sink: Arc<Sink>,
    pub(crate) buffer: Option<Arc<Buffer>>,
}

impl Log for Journal {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        is_panic(metadata) || self.filter.enabled(metadata)
    }

    fn log(&self, record: &Record<'_>) {
        if !is_panic(record.metadata()) && !self.filter.matches(record) {
            return;
        }
        line::compose(|line| {
            let written = self.sink.layout.write(line, record, self.sink.style);
            let bytes = line.as_bytes();
            if written.is_err() || bytes.is_empty() {
                return;
            }
            match &self.buffer {
                Some(buffer) => buffer.put(bytes, record.level()),
                None => self.sink.write(Chunk {
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
