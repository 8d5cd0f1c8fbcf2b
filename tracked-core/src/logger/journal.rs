//! The logger: which records are written, and that they are on file when it returns.

use std::sync::Arc;

use log::{Level, Log, Metadata, Record};

use super::buffer::Buffer;
use super::line;
use super::output::Chunk;
use super::panics;
use super::sink::Sink;

pub(super) struct Journal {
    pub(super) filter: env_logger::Logger,
    pub(super) sink: Arc<Sink>,
    pub(super) buffer: Option<Arc<Buffer>>,
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
    metadata.level() == Level::Error && metadata.target() == panics::TARGET
}
