//! Spans and log records by process, until they are sent.

use super::protobuf::{self, Writer};
use crate::otlp::SCOPE;
use crate::otlp::item::{LogRecord, Span};
use crate::otlp::resource::{Overrides, Process};

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
