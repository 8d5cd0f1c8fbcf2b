//! Spans and log records by process, until they are sent or written.

use std::fmt::Write as _;

use super::item::{LogRecord, Span};
use super::json;
use super::protobuf::{self, Writer};
use super::resource::{Overrides, Process};

/// The items of one process, encoded.
#[derive(Debug)]
struct Group {
    process: Process,
    spans: Writer,
    log_records: Writer,
}

/// Items that are sent together, as protobuf.
#[derive(Debug, Default)]
pub struct Batch {
    groups: Vec<Group>,
    /// The group of the last item: records of one process often follow each other.
    latest: usize,
    pub spans: u64,
    pub log_records: u64,
}

/// The name of the instrumentation scope.
const SCOPE: &str = "tracked";

impl Batch {
    pub fn is_empty(&self) -> bool {
        self.spans + self.log_records == 0
    }

    /// The size of the items in bytes.
    pub fn len(&self) -> usize {
        let groups = self.groups.iter();
        groups
            .map(|group| group.spans.0.len() + group.log_records.0.len())
            .sum()
    }

    fn group(&mut self, process: &Process) -> &mut Group {
        let is_same = |group: &Group| group.process == *process;
        if !self.groups.get(self.latest).is_some_and(is_same) {
            self.latest = self.groups.iter().position(is_same).unwrap_or_else(|| {
                self.groups.push(Group {
                    process: process.clone(),
                    spans: Writer::default(),
                    log_records: Writer::default(),
                });
                self.groups.len() - 1
            });
        }
        &mut self.groups[self.latest]
    }

    /// Adds a span, as the field of `ScopeSpans`.
    pub fn span(&mut self, process: &Process, span: &Span<'_>) {
        protobuf::span(&mut self.group(process).spans, 2, span);
        self.spans += 1;
    }

    /// Adds a log record, as the field of `ScopeLogs`.
    pub fn log_record(&mut self, process: &Process, record: &LogRecord<'_>) {
        protobuf::log_record(&mut self.group(process).log_records, 2, record);
        self.log_records += 1;
    }

    /// The `ExportTraceServiceRequest` of all spans.
    pub fn trace_request(&self, overrides: &Overrides) -> Vec<u8> {
        self.request(overrides, |group| &group.spans)
    }

    /// The `ExportLogsServiceRequest` of all log records.
    pub fn logs_request(&self, overrides: &Overrides) -> Vec<u8> {
        self.request(overrides, |group| &group.log_records)
    }

    /// Both requests have the same fields, as have `ResourceSpans` and `ResourceLogs`.
    fn request(&self, overrides: &Overrides, items: fn(&Group) -> &Writer) -> Vec<u8> {
        let mut request = Writer::default();
        request.0.reserve(self.len() + 1024);
        for group in &self.groups {
            let items = &items(group).0;
            if items.is_empty() {
                continue;
            }
            request.message(1, |to| {
                to.message(1, |to| {
                    protobuf::attributes(to, 1, &overrides.attributes(&group.process));
                });
                to.message(2, |to| {
                    to.message(1, |to| to.text(1, SCOPE));
                    to.0.extend_from_slice(items);
                });
            });
        }
        request.0
    }
}

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
