//! A line of the log as what OpenTelemetry has: a span for the end of a call, a log record for any other record.

use std::borrow::Cow;
use std::collections::HashMap;

use tracked_core::Level;
use tracked_core::log_format::{keys, members};

use super::fields::{Text, Value as Json, fields};
use crate::model::calls::{Calls, Ended};
use crate::model::outcome::Outcome;
use crate::read::json::Line;
use crate::read::names::short_name;
use crate::read::record::{Event, Record, Texts};

/// A value of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    Text(Cow<'a, str>),
    Bool(bool),
    Int(i64),
    Double(f64),
}

impl<'a> Value<'a> {
    fn text(text: &'a [u8]) -> Self {
        Self::Text(Text(text).read())
    }

    fn of(json: Json<'a>) -> Option<Self> {
        Some(match json {
            Json::String(text) => Self::Text(text.read()),
            Json::Nested(object) => Self::Text(String::from_utf8_lossy(object)),
            Json::Word(b"null") => return None,
            Json::Word(b"true") => Self::Bool(true),
            Json::Word(b"false") => Self::Bool(false),
            Json::Word(word) => {
                let word = String::from_utf8_lossy(word);
                if let Ok(number) = word.parse() {
                    return Some(Self::Int(number));
                }
                let is_float = word.contains(['.', 'e', 'E']);
                match word.parse::<f64>() {
                    Ok(number) if is_float => Self::Double(number),
                    // An integer that 64 bits do not hold keeps all its digits as text.
                    _ => Self::Text(word),
                }
            }
        })
    }

    fn as_text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            _ => "",
        }
    }
}

impl From<u64> for Value<'_> {
    fn from(number: u64) -> Self {
        i64::try_from(number).map_or_else(|_| Self::Text(number.to_string().into()), Self::Int)
    }
}

pub type Attributes<'a> = Vec<(Cow<'a, str>, Value<'a>)>;

/// The kinds of spans that OTLP numbers.
const KINDS: [&str; 5] = ["internal", "server", "client", "producer", "consumer"];

/// The status of a span.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Status<'a> {
    #[default]
    Unset,
    Ok,
    Error(Cow<'a, str>),
}

/// A call that ended, or an open call of a process that has ended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span<'a> {
    pub trace: u128,
    pub id: u64,
    /// Zero if there is no parent.
    pub parent: u64,
    pub name: Cow<'a, str>,
    /// From 1 on: internal, server, client, producer, consumer.
    pub kind: u8,
    /// Nanoseconds since 1970.
    pub start: i64,
    pub end: i64,
    pub attributes: Attributes<'a>,
    pub status: Status<'a>,
}

/// Where functions are, by their numbers: the file as a string of JSON has it, and the line. An open call has no record
/// of its end that says it.
#[derive(Debug, Default)]
pub struct Locations(HashMap<u32, (Vec<u8>, u64)>);

impl Locations {
    /// Reads the location of the record, if it is the first start of its function.
    pub fn add(&mut self, record: &Record, block: &[u8]) {
        if record.event != Event::Start || !record.is_json || self.0.contains_key(&record.function)
        {
            return;
        }
        let Texts { file, line, .. } = record.texts(block);
        self.0
            .insert(record.function, (file.to_owned(), number(line)));
    }
}

/// A record that is no event of a call.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LogRecord<'a> {
    pub time: i64,
    pub severity: u8,
    pub level: &'static str,
    pub body: Cow<'a, str>,
    pub attributes: Attributes<'a>,
    /// Zero outside of calls, as is the id of the span.
    pub trace: u128,
    pub span: u64,
}

impl<'a> Span<'a> {
    /// The span of a line that ends a call with an id.
    pub fn of(line: &Line<'a>) -> Option<Self> {
        let Line { head, trace, texts } = *line;
        if !head.event.is_end() || head.span == 0 || trace == 0 {
            return None;
        }
        let mut span = Self {
            trace,
            id: head.span,
            parent: head.parent,
            start: head.time.saturating_sub_unsigned(head.elapsed),
            end: head.time,
            ..Self::default()
        };
        if matches!(head.event, Event::Error | Event::Panic) {
            span.status = Status::Error(Text(texts.error).read());
        }
        span.describe(head.function, texts.fields, texts.thread, head.tid);
        let attributes = &mut span.attributes;
        push_location(attributes, texts.file, number(texts.line));
        if let Some(busy) = head.busy {
            attributes.push((members::BUSY_NS.into(), busy.into()));
        }
        if let Some(value) = Json::of(texts.returned).and_then(Value::of) {
            attributes.push((keys::RET.into(), value));
        }
        if head.event == Event::Cancel {
            attributes.push(("tracked.cancelled".into(), Value::Bool(true)));
        }
        if head.origin != 0 {
            let origin = format!("{:016x}", head.origin);
            attributes.push((keys::ORIGIN.into(), Value::Text(origin.into())));
        }
        // The field of an HTTP call is more exact.
        if !attributes.iter().any(|(name, _)| name == "error.type") {
            let error_type = match head.event {
                Event::Panic => Some(Value::Text("panic".into())),
                Event::Error if texts.error_type.is_empty() => Some(Value::Text("_OTHER".into())),
                Event::Error => Some(Value::text(texts.error_type)),
                _ => None,
            };
            attributes.extend(error_type.map(|value| ("error.type".into(), value)));
        }
        Some(span)
    }

    /// The span of a call that did not end before its process did. It ends at the last record of the process.
    pub fn of_open(calls: &'a Calls, call: &Ended<'a>, locations: &'a Locations) -> Option<Self> {
        if call.outcome != Outcome::Open || call.span == 0 || call.trace == 0 {
            return None;
        }
        let mut span = Self {
            trace: call.trace,
            id: call.span,
            parent: call.parent,
            start: call.start,
            end: call.end,
            ..Self::default()
        };
        let thread = calls.thread(call.thread);
        span.describe(
            calls.function_text(call.function),
            call.texts().fields,
            b"",
            thread.tid,
        );
        if let Some((file, line)) = locations.0.get(&call.function) {
            push_location(&mut span.attributes, file, *line);
        }
        let name = Value::Text(thread.name.clone().into());
        span.attributes.push(("thread.name".into(), name));
        span.attributes
            .push(("tracked.open".into(), Value::Bool(true)));
        Some(span)
    }

    /// Adds what is known from the start of a call on: its name, its kind and its attributes.
    pub fn describe(&mut self, function: &'a [u8], object: &'a [u8], thread: &'a [u8], tid: u64) {
        self.attributes.reserve(16);
        let mut method = None;
        let mut route = None;
        for (name, value) in fields(object) {
            let Some(value) = Value::of(value) else {
                continue;
            };
            let name = name.read();
            match &*name {
                "otel.name" => self.name = value.as_text().to_owned().into(),
                "otel.kind" => {
                    let text = value.as_text();
                    let kind = KINDS
                        .iter()
                        .position(|kind| text.eq_ignore_ascii_case(kind));
                    self.kind = kind.map_or(self.kind, |at| u8::try_from(at + 1).unwrap_or(0));
                }
                "otel.status_code" => {
                    let text = value.as_text();
                    if text.eq_ignore_ascii_case("ok") {
                        self.status = Status::Ok;
                    } else if text.eq_ignore_ascii_case("error")
                        && let Status::Unset | Status::Ok = self.status
                    {
                        self.status = Status::Error(Cow::Borrowed(""));
                    }
                }
                "otel.status_description" | "otel.status_message" => {
                    self.status = Status::Error(value.as_text().to_owned().into());
                }
                _ => {
                    match &*name {
                        "http.request.method" => method = Some(self.attributes.len()),
                        "http.route" => route = Some(self.attributes.len()),
                        _ => {}
                    }
                    self.attributes.push((name, value));
                }
            }
        }
        self.kind = self.kind.max(1);
        if self.name.is_empty() {
            let text = |at: usize| self.attributes[at].1.as_text();
            self.name = match (method, route) {
                (Some(method), Some(route)) if self.kind > 1 => {
                    format!("{} {}", text(method), text(route)).into()
                }
                (Some(method), None) if self.kind > 1 => text(method).to_owned().into(),
                _ => match Text(function).read() {
                    Cow::Borrowed(path) => short_name(path).into(),
                    Cow::Owned(path) => short_name(&path).to_owned().into(),
                },
            };
        }
        let attributes = &mut self.attributes;
        attributes.push(("code.function.name".into(), Value::text(function)));
        push_thread(attributes, thread, tid);
    }
}

impl<'a> LogRecord<'a> {
    /// The log record of a line that is no event of a call.
    pub fn of(line: &Line<'a>) -> Option<Self> {
        let Line { head, trace, texts } = *line;
        if head.event != Event::Message {
            return None;
        }
        let level = head.level?;
        let severity = match level {
            Level::Trace => 1,
            Level::Debug => 5,
            Level::Info => 9,
            Level::Warn => 13,
            Level::Error => 17,
        };
        let mut attributes = Attributes::with_capacity(8);
        for (name, value) in fields(texts.fields) {
            attributes.extend(Value::of(value).map(|value| (name.read(), value)));
        }
        if !texts.target.is_empty() {
            attributes.push((members::TARGET.into(), Value::text(texts.target)));
        }
        push_location(&mut attributes, texts.file, number(texts.line));
        push_thread(&mut attributes, texts.thread, head.tid);
        Some(Self {
            time: head.time,
            severity,
            level: level.as_str(),
            body: Text(texts.message).read(),
            attributes,
            trace,
            span: head.span,
        })
    }
}

/// The number of a line, or zero if the record has none.
fn number(digits: &[u8]) -> u64 {
    let digits = std::str::from_utf8(digits).unwrap_or_default();
    digits.parse().unwrap_or_default()
}

fn push_location<'a>(attributes: &mut Attributes<'a>, file: &'a [u8], line: u64) {
    if !file.is_empty() {
        attributes.push(("code.file.path".into(), Value::text(file)));
        attributes.push(("code.line.number".into(), line.into()));
    }
}

fn push_thread<'a>(attributes: &mut Attributes<'a>, thread: &'a [u8], tid: u64) {
    if !thread.is_empty() {
        attributes.push(("thread.name".into(), Value::text(thread)));
    }
    if tid != 0 {
        attributes.push(("thread.id".into(), tid.into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::timestamp::Clock;

    fn line(event: &str, members: &str, fields: &str) -> String {
        format!(
            r#"{{"time":"2026-11-22T12:00:00.000001Z","level":"INFO","event":"{event}","elapsed_ns":1000,"function":"a::B::c","trace_id":"0f","span_id":"0a","pid":1{members},"fields":{{{fields}}},"message":"m"}}"#
        )
    }

    fn read(line: &str) -> Line<'_> {
        Line::read(line.as_bytes(), &mut Clock::default()).expect("a line")
    }

    fn with_span(line: &str, check: impl FnOnce(Span<'_>)) {
        let line = read(line);
        check(Span::of(&line).expect("a span"));
    }

    fn attribute<'a>(span: &'a Span<'_>, name: &str) -> Option<&'a Value<'a>> {
        let found = span.attributes.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value)
    }

    #[test]
    fn fields_are_attributes_of_their_type() {
        let fields = r#""a":1,"b":-1.5,"c":true,"d":"x\ny","e":18446744073709551616,"f":null,"g":1e3,"h":{"i":1}"#;
        with_span(
            &line("done", r#","tid":7,"thread":"main""#, fields),
            |span| {
                for (name, expected) in [
                    ("a", Some(Value::Int(1))),
                    ("b", Some(Value::Double(-1.5))),
                    ("c", Some(Value::Bool(true))),
                    ("d", Some(Value::Text("x\ny".into()))),
                    ("e", Some(Value::Text("18446744073709551616".into()))),
                    ("f", None),
                    ("g", Some(Value::Double(1000.0))),
                    ("h", Some(Value::Text(r#"{"i":1}"#.into()))),
                    ("code.function.name", Some(Value::Text("a::B::c".into()))),
                    ("thread.id", Some(Value::Int(7))),
                    ("thread.name", Some(Value::Text("main".into()))),
                ] {
                    assert_eq!(attribute(&span, name), expected.as_ref(), "{name}");
                }
                assert_eq!(
                    (&*span.name, span.kind, span.end - span.start),
                    ("B::c", 1, 1000)
                );
                assert_eq!(span.status, Status::Unset);
            },
        );
    }

    #[test]
    fn failures_are_errors_with_a_type() {
        for (event, members, error_type) in [
            (
                "error",
                r#","error_type":"io::Error","error":"no""#,
                "io::Error",
            ),
            ("error", r#","error":"no""#, "_OTHER"),
            ("panic", r#","error":"no""#, "panic"),
        ] {
            with_span(&line(event, members, ""), |span| {
                assert_eq!(span.status, Status::Error("no".into()));
                let expected = Value::Text(error_type.into());
                assert_eq!(attribute(&span, "error.type"), Some(&expected));
            });
        }
        with_span(&line("cancel", "", ""), |span| {
            assert_eq!(span.status, Status::Unset);
            assert_eq!(
                attribute(&span, "tracked.cancelled"),
                Some(&Value::Bool(true))
            );
        });
    }

    #[test]
    fn fields_of_opentelemetry_describe_the_span() {
        let fields = r#""otel.kind":"SERVER","otel.name":"checkout","otel.status_code":"OK""#;
        with_span(&line("done", "", fields), |span| {
            assert_eq!(
                (&*span.name, span.kind, &span.status),
                ("checkout", 2, &Status::Ok)
            );
            assert!(
                span.attributes
                    .iter()
                    .all(|(name, _)| !name.starts_with("otel."))
            );
        });
        let fields = r#""otel.status_code":"error","otel.status_description":"late""#;
        with_span(&line("done", "", fields), |span| {
            assert_eq!(span.status, Status::Error("late".into()));
        });
    }

    #[test]
    fn a_request_is_named_by_its_method_and_route() {
        let server = r#""http.request.method":"GET","otel.kind":"server""#;
        for (fields, name) in [
            (server.to_owned(), "GET"),
            (
                format!(r#"{server},"http.route":"/a/{{id}}""#),
                "GET /a/{id}",
            ),
            (r#""http.request.method":"GET""#.to_owned(), "B::c"),
        ] {
            with_span(&line("done", "", &fields), |span| {
                assert_eq!(span.name, name);
            });
        }
        let fields = format!(r#"{server},"error.type":"503""#);
        with_span(
            &line("error", r#","error_type":"Failure","error":"503""#, &fields),
            |span| {
                assert_eq!(
                    attribute(&span, "error.type"),
                    Some(&Value::Text("503".into()))
                );
            },
        );
    }

    #[test]
    fn other_records_are_log_records() {
        let text = line(
            "",
            r#","target":"app","file":"a.rs","line":3"#,
            r#""user":17"#,
        );
        let line = read(&text);
        assert_eq!(Span::of(&line), None);
        let record = LogRecord::of(&line).expect("a log record");
        assert_eq!(
            (record.severity, record.level, &*record.body),
            (9, "INFO", "m")
        );
        assert_eq!((record.trace, record.span), (15, 10));
        let names: Vec<_> = record.attributes.iter().map(|(name, _)| &**name).collect();
        assert_eq!(
            names,
            ["user", "target", "code.file.path", "code.line.number"]
        );
    }

    #[test]
    fn starts_and_runs_are_no_items() {
        for event in ["start", "run"] {
            let text = line(event, "", "");
            let line = read(&text);
            assert_eq!((Span::of(&line), LogRecord::of(&line)), (None, None));
        }
    }
}
