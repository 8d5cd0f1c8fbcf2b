//! The encoding of OTLP for files: JSON, with ids as hexadecimal digits and 64-bit numbers as strings.

use std::fmt::Write;

use super::SCOPE;
use super::item::{Attributes, LogRecord, Span, Status, Value};
use super::resource::{Overrides, Process};
use crate::output::escape;

pub fn span(to: &mut String, span: &Span<'_>) {
    let _ = write!(
        to,
        "{{\"traceId\":\"{:032x}\",\"spanId\":\"{:016x}\"",
        span.trace, span.id
    );
    if span.parent != 0 {
        let _ = write!(to, ",\"parentSpanId\":\"{:016x}\"", span.parent);
    }
    to.push_str(",\"name\":");
    escape::json(&span.name, to);
    let _ = write!(
        to,
        ",\"kind\":{},\"startTimeUnixNano\":\"{}\",\"endTimeUnixNano\":\"{}\"",
        span.kind,
        span.start.max(0),
        span.end.max(0)
    );
    attributes(to, &span.attributes);
    match &span.status {
        Status::Unset => to.push_str(",\"status\":{}"),
        Status::Ok => to.push_str(",\"status\":{\"code\":1}"),
        Status::Error(text) => {
            to.push_str(",\"status\":{\"message\":");
            escape::json(text, to);
            to.push_str(",\"code\":2}");
        }
    }
    to.push('}');
}

pub fn log_record(to: &mut String, record: &LogRecord<'_>) {
    let time = record.time.max(0);
    let _ = write!(
        to,
        "{{\"timeUnixNano\":\"{time}\",\"observedTimeUnixNano\":\"{time}\",\"severityNumber\":{},\"severityText\":",
        record.severity
    );
    escape::json(record.level, to);
    to.push_str(",\"body\":{\"stringValue\":");
    escape::json(&record.body, to);
    to.push('}');
    attributes(to, &record.attributes);
    if record.span != 0 {
        let (trace, span) = (record.trace, record.span);
        let _ = write!(
            to,
            ",\"traceId\":\"{trace:032x}\",\"spanId\":\"{span:016x}\""
        );
    }
    to.push('}');
}

/// Writes the member `attributes`, with a comma before it.
pub fn attributes(to: &mut String, attributes: &Attributes<'_>) {
    to.push_str(",\"attributes\":[");
    for (at, (name, value)) in attributes.iter().enumerate() {
        to.push_str(if at == 0 { "{\"key\":" } else { ",{\"key\":" });
        escape::json(name, to);
        to.push_str(",\"value\":{");
        let _ = match value {
            Value::Text(text) => {
                to.push_str("\"stringValue\":");
                escape::json(text, to);
                Ok(())
            }
            Value::Bool(value) => write!(to, "\"boolValue\":{value}"),
            Value::Int(value) => write!(to, "\"intValue\":\"{value}\""),
            Value::Double(value) => write!(to, "\"doubleValue\":{value:?}"),
        };
        to.push_str("}}");
    }
    to.push(']');
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
        self::attributes(&mut attributes, &overrides.attributes(process));
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
        self::span(self.separate(), span);
    }

    pub fn log_record(&mut self, record: &LogRecord<'_>) {
        self::log_record(self.separate(), record);
    }

    /// The complete line.
    pub fn finish(mut self) -> String {
        self.text.push_str("]}]}]}\n");
        self.text
    }
}
