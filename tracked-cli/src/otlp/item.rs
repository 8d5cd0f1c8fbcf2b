//! A line of the log as what OpenTelemetry has: a span for the end of a call, a log record for any other record.

use std::borrow::Cow;
use std::collections::HashMap;

use super::line::{LogLine, Members, Text, Value as Json};
use crate::model::calls::{Calls, Ended};
use crate::model::outcome::Outcome;
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
    fn text(text: Text<'a>) -> Self {
        Self::Text(text.read())
    }

    fn of(json: Json<'a>) -> Option<Self> {
        Some(match json {
            Json::String(text) => Self::text(text),
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
        let line = std::str::from_utf8(line).unwrap_or_default();
        let line = line.parse().unwrap_or_default();
        self.0.insert(record.function, (file.to_owned(), line));
    }
}

/// A record that is no event of a call.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LogRecord<'a> {
    pub time: i64,
    pub severity: u8,
    pub level: Cow<'a, str>,
    pub body: Cow<'a, str>,
    pub attributes: Attributes<'a>,
    /// Zero outside of calls, as is the id of the span.
    pub trace: u128,
    pub span: u64,
}

impl<'a> Span<'a> {
    /// The span of a line that ends a call with an id.
    pub fn of(line: &LogLine<'a>) -> Option<Self> {
        if !line.event.is_end() || line.span == 0 || line.trace == 0 {
            return None;
        }
        let mut span = Self {
            trace: line.trace,
            id: line.span,
            parent: line.parent,
            start: line.time.saturating_sub_unsigned(line.elapsed),
            end: line.time,
            ..Self::default()
        };
        if matches!(line.event, Event::Error | Event::Panic) {
            span.status = Status::Error(line.error.read());
        }
        span.describe(line.function, line.fields.clone(), line.thread, line.tid);
        let attributes = &mut span.attributes;
        push_location(attributes, line.file, line.line);
        if let Some(busy) = line.busy {
            attributes.push(("busy_ns".into(), busy.into()));
        }
        if let Some(value) = line.ret.and_then(Value::of) {
            attributes.push(("tracked.ret".into(), value));
        }
        if line.event == Event::Cancel {
            attributes.push(("tracked.cancelled".into(), Value::Bool(true)));
        }
        if line.origin != 0 {
            let origin = format!("{:016x}", line.origin);
            attributes.push(("tracked.origin".into(), Value::Text(origin.into())));
        }
        // The field of an HTTP call is more exact.
        if !attributes.iter().any(|(name, _)| name == "error.type") {
            let error_type = match line.event {
                Event::Panic => Some(Value::Text("panic".into())),
                Event::Error if line.error_type.is_empty() => Some(Value::Text("_OTHER".into())),
                Event::Error => Some(Value::text(line.error_type)),
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
            Text(calls.function_text(call.function)),
            Members::of(call.texts().fields),
            Text::default(),
            thread.tid,
        );
        if let Some((file, line)) = locations.0.get(&call.function) {
            push_location(&mut span.attributes, Text(file), *line);
        }
        let name = Value::Text(thread.name.clone().into());
        span.attributes.push(("thread.name".into(), name));
        span.attributes
            .push(("tracked.open".into(), Value::Bool(true)));
        Some(span)
    }

    /// Adds what is known from the start of a call on: its name, its kind and its attributes.
    pub fn describe(
        &mut self,
        function: Text<'a>,
        fields: Members<'a>,
        thread: Text<'a>,
        tid: u64,
    ) {
        self.attributes.reserve(16);
        let mut method = None;
        let mut route = None;
        for (name, value) in fields {
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
                    } else if text.eq_ignore_ascii_case("error") {
                        if let Status::Unset | Status::Ok = self.status {
                            self.status = Status::Error(Cow::Borrowed(""));
                        }
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
                _ => match function.read() {
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
    pub fn of(line: &LogLine<'a>) -> Option<Self> {
        if line.event != Event::Message {
            return None;
        }
        let severity = match line.level.0 {
            b"TRACE" => 1,
            b"DEBUG" => 5,
            b"INFO" => 9,
            b"WARN" => 13,
            b"ERROR" => 17,
            _ => return None,
        };
        let mut attributes = Attributes::with_capacity(8);
        for (name, value) in line.fields.clone() {
            attributes.extend(Value::of(value).map(|value| (name.read(), value)));
        }
        if !line.target.is_empty() {
            attributes.push(("target".into(), Value::text(line.target)));
        }
        push_location(&mut attributes, line.file, line.line);
        push_thread(&mut attributes, line.thread, line.tid);
        Some(Self {
            time: line.time,
            severity,
            level: line.level.read(),
            body: line.message.read(),
            attributes,
            trace: line.trace,
            span: line.span,
        })
    }
}

fn push_location<'a>(attributes: &mut Attributes<'a>, file: Text<'a>, line: u64) {
    if !file.is_empty() {
        attributes.push(("code.file.path".into(), Value::text(file)));
        attributes.push(("code.line.number".into(), line.into()));
    }
}

fn push_thread<'a>(attributes: &mut Attributes<'a>, thread: Text<'a>, tid: u64) {
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

    fn line(event: &str, members: &str, fields: &str) -> String {
        format!(
            r#"{{"time":"2026-11-22T12:00:00.000001Z","level":"INFO","event":"{event}","elapsed_ns":1000,"function":"a::B::c","trace_id":"0f","span_id":"0a","pid":1{members},"fields":{{{fields}}},"message":"m"}}"#
        )
    }

    fn with_span(line: &str, check: impl FnOnce(Span<'_>)) {
        let line = LogLine::parse(line.as_bytes()).expect("a line");
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
        let line = LogLine::parse(text.as_bytes()).expect("a line");
        assert_eq!(Span::of(&line), None);
        let record = LogRecord::of(&line).expect("a log record");
        assert_eq!(
            (record.severity, &*record.level, &*record.body),
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
            let line = LogLine::parse(text.as_bytes()).expect("a line");
            assert_eq!((Span::of(&line), LogRecord::of(&line)), (None, None));
        }
    }
}
