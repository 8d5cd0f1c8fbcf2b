//! Spans and log records by process, until they are sent or written.

use std::fmt::Write as _;

use super::item::{LogRecord, Span};
use super::json;
use super::resource::{Overrides, Process};

/// The name of the instrumentation scope.
const SCOPE: &str = "tracked";

/// A line of OTLP/JSON with the items of one process.
#[derive(Debug)]
pub struct JsonLine {
    text: String,
    has_items: bool,
}

impl JsonLine {
    /// A line of spans.
    pub fn of_spans(process: &Process, overrides: &Overrides) -> Self {
        Self::new(process, overrides, ["resourceSpans", "scopeSpans", "spans"])
    }

    /// A line of log records.
    pub fn of_log_records(process: &Process, overrides: &Overrides) -> Self {
        Self::new(
            process,
            overrides,
            ["resourceLogs", "scopeLogs", "logRecords"],
        )
    }

    fn new(process: &Process, overrides: &Overrides, [resource, scope, items]: [&str; 3]) -> Self {
        let mut attributes = String::new();
        json::attributes(&mut attributes, &overrides.attributes(process));
        let attributes = &attributes[1..];
        let mut text = String::new();
        let _ = write!(
            text,
            "{{\"{resource}\":[{{\"resource\":{{{attributes}}},\"{scope}\":[{{\"scope\":{{\"name\":\"{SCOPE}\"}},\"{items}\":["
        );
        Self {
            text,
            has_items: false,
        }
    }

    pub fn len(&self) -> usize {
        self.text.len()
    }

    fn separate(&mut self) -> &mut String {
        if self.has_items {
            self.text.push(',');
        }
        self.has_items = true;
        &mut self.text
    }

    pub fn span(&mut self, span: &Span<'_>) {
        json::span(self.separate(), span);
    }

    pub fn log_record(&mut self, record: &LogRecord<'_>) {
        json::log_record(self.separate(), record);
    }

    /// The complete line.
    pub fn finish(mut self) -> String {
        self.text.push_str("]}]}]}\n");
        self.text
    }
}
