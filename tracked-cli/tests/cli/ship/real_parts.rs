//! Do a real collector and the official messages see the calls of the log? `pip` installs both, or a test says why not.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::receiver::Receiver;
use super::{ship, succeeds};
use crate::log::{Record, end, error, folder, run_record, start, text};
use crate::packages::packages;

const PACKAGES: &[&str] = &["rotel", "opentelemetry-proto"];

/// A log with each event and each type of a field.
fn log(name: &str) -> PathBuf {
    let path = folder(name).join("app.log");
    let fields =
        r#"{"number":-17,"share":0.25,"is_new":true,"name":"가 \"b\"","otel.kind":"client"}"#;
    let records = [
        run_record(
            0,
            r#"{"program":"shop","version":"1.2","host":"h1","start":"s"}"#,
        ),
        start(1, "shop::order", 1, 0),
        Record {
            time: 2,
            span: 1,
            message: "a note".to_owned(),
            ..Record::default()
        },
        error(3, "shop::Stock::reserve", 2, 1, "no ink"),
        Record {
            error: "at the disco".to_owned(),
            ..end(4, "panic", "shop::pay", 3, 1, 1000)
        },
        end(5, "cancel", "shop::wait", 4, 1, 2000),
        Record {
            fields: fields.to_owned(),
            is_task: true,
            ..end(6, "done", "shop::order", 1, 0, 4000)
        },
    ];
    fs::write(&path, text(&records)).expect("a log");
    path
}

/// What the log says of a call: its trace, parent, name, status and attributes.
type Call = (String, String, String, String, BTreeMap<String, String>);

/// The calls of the log by their ids, with attributes as the collector prints them.
fn calls(log: &Path) -> BTreeMap<String, Call> {
    let text = fs::read_to_string(log).expect("a log");
    let records = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let ends = records.filter(|record| {
        ["done", "error", "panic", "cancel"]
            .iter()
            .any(|event| record["event"] == *event)
    });
    let string = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let calls = ends.map(|record| {
        let function = string(&record["function"]);
        let mut attributes = BTreeMap::new();
        let fields = record["fields"].as_object().cloned().unwrap_or_default();
        for (name, value) in fields.iter().filter(|(name, _)| *name != "otel.kind") {
            let value = match value {
                Value::String(text) => format!("Str({text})"),
                Value::Bool(value) => format!("Bool({value})"),
                Value::Number(number) if number.is_i64() => format!("Int({number})"),
                value => format!("Double({value})"),
            };
            attributes.insert(name.clone(), value);
        }
        for (name, member) in [
            ("code.function.name", "function"),
            ("thread.name", "thread"),
        ] {
            attributes.insert(name.to_owned(), format!("Str({})", string(&record[member])));
        }
        for (name, member) in [("thread.id", "tid"), ("busy_ns", "busy_ns")] {
            if let Some(number) = record[member].as_u64() {
                attributes.insert(name.to_owned(), format!("Int({number})"));
            }
        }
        let status = match &*string(&record["event"]) {
            "error" | "panic" => string(&record["error"]),
            _ => String::new(),
        };
        let error_type = match &*string(&record["event"]) {
            "error" => Some("Str(E)"),
            "panic" => Some("Str(panic)"),
            _ => None,
        };
        attributes.extend(error_type.map(|value| ("error.type".to_owned(), value.to_owned())));
        if record["event"] == "cancel" {
            attributes.insert("tracked.cancelled".to_owned(), "Bool(true)".to_owned());
        }
        let parent = string(&record["parent_id"]);
        let name = match &*function {
            "shop::Stock::reserve" => "Stock::reserve",
            function => function.trim_start_matches("shop::"),
        };
        let call = (
            string(&record["trace_id"]),
            parent,
            name.to_owned(),
            status,
            attributes,
        );
        (string(&record["span_id"]), call)
    });
    calls.collect()
}

/// A collector, which ends with the test.
struct Collector {
    process: Child,
    url: String,
    output: PathBuf,
}

impl Collector {
    fn start(packages: &Path, folder: &Path) -> Option<Self> {
        let output = folder.join("collector.txt");
        let address = free_address();
        let mut rotel = Command::new(packages.join("rotel/rotel-agent"));
        rotel.args(["start", "--exporter", "blackhole", "--debug-log", "traces"]);
        rotel.args(["--debug-log", "logs", "--debug-log-verbosity", "detailed"]);
        rotel.args([
            "--otlp-http-endpoint",
            &address,
            "--otlp-grpc-endpoint",
            &free_address(),
        ]);
        let file = File::create(&output).expect("a file");
        rotel.stdout(file.try_clone().expect("a file")).stderr(file);
        let process = match rotel.spawn() {
            Ok(process) => process,
            Err(error) => {
                println!("not tested: rotel-agent: {error}");
                return None;
            }
        };
        for _ in 0..500 {
            if TcpStream::connect(&address).is_ok() {
                break;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let url = format!("http://{address}");
        Some(Self {
            process,
            url,
            output,
        })
    }

    /// What the collector prints, when it has these texts and so many spans.
    fn printed(&self, texts: &[&str], spans: usize) -> String {
        for _ in 0..500 {
            let text = fs::read_to_string(&self.output).expect("the output");
            let has_texts = texts.iter().all(|part| text.contains(part));
            if has_texts && text.matches("Span #").count() >= spans {
                return text;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("{}", fs::read_to_string(&self.output).expect("the output"));
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn free_address() -> String {
    let port = TcpListener::bind("127.0.0.1:0").expect("a port");
    port.local_addr().expect("an address").to_string()
}

/// The spans that the collector has printed.
fn printed(text: &str) -> BTreeMap<String, Call> {
    let mut spans = BTreeMap::new();
    let text = text.split("ResourceLog").next().unwrap_or_default();
    for block in text.split("Span #").skip(1) {
        let value = |name: &str| {
            let lines = block.lines().map(str::trim);
            let found =
                lines.filter_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix(':'));
            found
                .map(|value| value.trim().to_owned())
                .next()
                .unwrap_or_default()
        };
        let attributes = block.lines().filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("-> ")?.split_once(": ")?;
            Some((name.to_owned(), value.to_owned()))
        });
        let call = (
            value("Trace ID"),
            value("Parent ID"),
            value("Name"),
            value("Status message"),
            attributes.collect(),
        );
        spans.insert(value("ID"), call);
    }
    spans
}

#[test]
fn a_collector_prints_the_calls_of_the_log() {
    let Some(packages) = packages(PACKAGES) else {
        return;
    };
    let log = log("ship-collector");
    let Some(collector) = Collector::start(&packages, log.parent().expect("a folder")) else {
        return;
    };
    succeeds(ship(&collector.url, &[], &log));
    let expected = calls(&log);
    assert_eq!(expected.len(), 4);
    let text = collector.printed(&["a note"], expected.len());
    assert_eq!(printed(&text), expected, "{text}");
    assert!(text.contains("service.name: Str(shop)"), "{text}");
    assert!(text.contains("a note"), "{text}");
}

/// `examples/orders_distributed`: failures and panics included.
#[test]
fn one_request_is_one_trace_of_three_services() {
    let Some(packages) = packages(PACKAGES) else {
        return;
    };
    let folder = folder("ship-distributed");
    let Some(collector) = Collector::start(&packages, &folder) else {
        return;
    };
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "build",
        "--quiet",
        "--offline",
        "--package",
        "orders-distributed",
    ]);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("the target folder");
    cargo.arg("--target-dir").arg(target);
    assert!(cargo.status().expect("cargo runs").success());
    let logs = folder.join("logs");
    let example = Command::new(target.join("debug/orders-distributed"))
        .arg(&logs)
        .stderr(Stdio::null())
        .output()
        .expect("the example starts");
    let answer = String::from_utf8(example.stdout).expect("text");
    let answer = answer.lines().next().expect("an answer");
    let trace = answer.rsplit(' ').next().expect("an id");

    let services = ["gateway", "orders", "worker"];
    for service in services {
        succeeds(ship(
            &collector.url,
            &[],
            &logs.join(format!("{service}.log")),
        ));
    }
    let names = services.map(|service| format!("service.name: Str({service})"));
    let text = collector.printed(&names.each_ref().map(|name| &**name), 12);
    let spans: BTreeMap<String, Call> = text.split("ResourceSpans").flat_map(printed).collect();
    assert_eq!(spans.len(), 12, "{text}");
    let mut roots = 0;
    for (id, (span_trace, parent, ..)) in &spans {
        assert_eq!(span_trace, trace, "{id}");
        roots += usize::from(parent.is_empty());
        assert!(parent.is_empty() || spans.contains_key(parent), "{id}");
    }
    assert_eq!(roots, 1);
    let failed = spans
        .values()
        .filter(|(_, _, _, status, _)| !status.is_empty());
    let mut failed: Vec<_> = failed
        .map(|(_, _, name, status, attributes)| (&**name, &**status, &*attributes["error.type"]))
        .collect();
    failed.sort_unstable();
    let expected = [
        (
            "charge",
            "the bank is busy, and the pen has to wait",
            "Str(String)",
        ),
        (
            "print_label",
            "no paper for the label of the parcel with a pen",
            "Str(panic)",
        ),
    ];
    assert_eq!(failed, expected);
    let names: Vec<_> = spans.values().map(|(_, _, name, ..)| &**name).collect();
    let requests = names.iter().filter(|name| **name == "POST /orders/{item}");
    assert_eq!(requests.count(), 2, "{names:?}");
}

const DECODE: &str = r"
import json, sys
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest

def check(message):
    # A field that the schema does not have would be lost here.
    copy = type(message)()
    for field, value in message.ListFields():
        if field.is_repeated if hasattr(field, 'is_repeated') else field.label == field.LABEL_REPEATED:
            getattr(copy, field.name).extend(value)
        elif field.message_type:
            getattr(copy, field.name).CopyFrom(value)
        else:
            setattr(copy, field.name, value)
    copy.DiscardUnknownFields()
    assert copy.SerializeToString(deterministic=True) == message.SerializeToString(deterministic=True)

def value(any):
    return [any.WhichOneof('value'), getattr(any, any.WhichOneof('value'))]

spans, records = [], []
for path in sys.argv[1:]:
    body = open(path, 'rb').read()
    if path.endswith('traces'):
        request = ExportTraceServiceRequest.FromString(body)
        check(request)
        spans += [s for r in request.resource_spans for c in r.scope_spans for s in c.spans]
    else:
        request = ExportLogsServiceRequest.FromString(body)
        check(request)
        records += [s for r in request.resource_logs for c in r.scope_logs for s in c.log_records]
print(json.dumps({
    'spans': [[s.trace_id.hex(), s.span_id.hex(), s.parent_span_id.hex(), s.name, s.kind, str(s.start_time_unix_nano),
        str(s.end_time_unix_nano), s.status.code, s.status.message, {a.key: value(a.value) for a in s.attributes}] for s in spans],
    'records': [[s.trace_id.hex(), s.span_id.hex(), s.severity_number, s.severity_text, s.body.string_value] for s in records],
}))
";

#[test]
fn the_official_messages_decode_to_what_arrives() {
    let Some(packages) = packages(PACKAGES) else {
        return;
    };
    let log = log("ship-witness");
    let receiver = Receiver::accepting();
    succeeds(ship(&receiver.url(), &[], &log));
    let arrived = receiver.arrived();
    let mut python = Command::new("python3");
    python.env("PYTHONPATH", packages).args(["-c", DECODE]);
    for (number, (path, body)) in arrived.bodies.iter().enumerate() {
        let file = log.with_file_name(format!(
            "{number}-{}",
            path.rsplit('/').next().expect("a name")
        ));
        fs::write(&file, body).expect("a file");
        python.arg(file);
    }
    let output = python.stdin(Stdio::null()).output().expect("python3 runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let decoded: Value = serde_json::from_slice(&output.stdout).expect("JSON");

    let text = |value: &Value| json!(value.as_str().unwrap_or_default());
    let spans = arrived.spans.iter().map(|span| {
        let attributes = span["attributes"].as_array().expect("attributes");
        let attributes = attributes.iter().map(|attribute| {
            let (kind, value) = attribute["value"]
                .as_object()
                .and_then(|value| value.iter().next())
                .expect("a value");
            let kind = kind.replace("Value", "_value");
            let value = match &*kind {
                "int_value" => json!(value.as_str().and_then(|text| text.parse::<i64>().ok())),
                _ => value.clone(),
            };
            (
                attribute["key"].as_str().expect("a key").to_owned(),
                json!([kind, value]),
            )
        });
        json!([
            span["traceId"],
            span["spanId"],
            text(&span["parentSpanId"]),
            span["name"],
            span["kind"],
            span["startTimeUnixNano"],
            span["endTimeUnixNano"],
            span["status"]["code"].as_u64().unwrap_or(0),
            text(&span["status"]["message"]),
            attributes.collect::<serde_json::Map<_, _>>()
        ])
    });
    assert_eq!(decoded["spans"], spans.collect::<Value>());
    let records = arrived.log_records.iter().map(|record| {
        json!([
            record["traceId"],
            record["spanId"],
            record["severityNumber"],
            record["severityText"],
            record["body"]["stringValue"]
        ])
    });
    assert_eq!(decoded["records"], records.collect::<Value>());
}
