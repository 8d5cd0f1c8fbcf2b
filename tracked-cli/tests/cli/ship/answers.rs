//! What arrives after which answers of the collector.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use prost::Message;
use serde_json::Value;

use super::messages::Status;
use super::receiver::{Receiver, Reply};
use super::{ship, succeeds};
use crate::log::{Record, end, error, folder, run_record, start, text};

/// A log with three calls, of which one is open, and two other records.
fn log(name: &str) -> PathBuf {
    let path = folder(name).join("app.log");
    let note = |time, span| Record {
        time,
        span,
        message: "a \"note\"".to_owned(),
        ..Record::default()
    };
    let records = [
        run_record(
            0,
            r#"{"program":"shop","version":"1.2","host":"h1","start":"s"}"#,
        ),
        start(1, "shop::order", 1, 0),
        start(2, "shop::Stock::reserve", 2, 1),
        note(3, 2),
        error(4, "shop::Stock::reserve", 2, 1, "no\nink"),
        Record {
            fields: r#"{"user":17,"share":0.5,"is_new":true,"name":"가\n","otel.kind":"server"}"#
                .to_owned(),
            is_task: true,
            ..end(5, "done", "shop::order", 1, 0, 4000)
        },
        note(6, 0),
        start(7, "shop::wait", 3, 0),
    ];
    fs::write(&path, text(&records)).expect("a log");
    path
}

/// The items of `tracked export --otlp`.
fn exported(log: &Path) -> (Vec<Value>, Vec<Value>) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_tracked"))
        .args(["export", "--otlp"])
        .arg(log)
        .output()
        .expect("the program starts");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let (mut spans, mut records) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let items = |resource: &str, scope: &str, items: &str| {
            let items = line[resource][0][scope][0][items].as_array();
            items.cloned().unwrap_or_default()
        };
        spans.extend(items("resourceSpans", "scopeSpans", "spans"));
        records.extend(items("resourceLogs", "scopeLogs", "logRecords"));
    }
    (spans, records)
}

#[test]
fn what_arrives_is_what_export_writes() {
    let log = log("ship-export");
    let receiver = Receiver::accepting();
    let output = succeeds(ship(&receiver.url(), &[], &log));
    let (spans, records) = exported(&log);
    let arrived = receiver.arrived();
    assert_eq!((&arrived.spans, &arrived.log_records), (&spans, &records));
    assert_eq!((spans.len(), records.len()), (3, 2));
    let texts = arrived.resources[0].to_string();
    for text in ["shop", "1.2", "h1", "h1/1/s", "process.pid"] {
        assert!(texts.contains(text), "{texts}");
    }
    assert_eq!(arrived.headers["content-type"], "application/x-protobuf");
    let summary = format!("3 spans and 2 log records are sent to {}\n", receiver.url());
    assert_eq!(String::from_utf8_lossy(&output.stdout), summary);
}

#[test]
fn only_what_is_new_is_sent_again() {
    let log = log("ship-again");
    let receiver = Receiver::accepting();
    for _ in 0..3 {
        succeeds(ship(&receiver.url(), &[], &log));
    }
    assert_eq!(receiver.arrived().spans.len(), 3);

    // The open call ends, and another begins.
    let more = [
        end(8, "done", "shop::wait", 3, 0, 1000),
        start(9, "shop::order", 4, 0),
    ];
    let before = fs::read_to_string(&log).expect("a log");
    fs::write(&log, before + &text(&more)).expect("a longer log");
    for _ in 0..3 {
        succeeds(ship(&receiver.url(), &[], &log));
    }
    let arrived = receiver.arrived();
    let ids: Vec<_> = arrived
        .spans
        .iter()
        .map(|span| span["spanId"].as_str())
        .collect();
    let expected = [2, 1, 3, 3, 4].map(|id| format!("{id:016x}"));
    assert_eq!(ids, expected.each_ref().map(|id| Some(&**id)));
    assert_eq!(arrived.log_records.len(), 2);
}

#[test]
fn a_dry_run_sends_and_remembers_nothing() {
    let log = log("ship-dry");
    let output = succeeds(ship("http://127.0.0.1:1", &["--dry-run"], &log));
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        text,
        "3 spans and 2 log records would be sent to http://127.0.0.1:1\n"
    );
    assert!(!log.with_extension("log.ship").exists());
}

#[test]
fn the_environment_sets_headers_compression_and_the_service() {
    let log = log("ship-environment");
    let receiver = Receiver::accepting();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tracked"));
    command.arg("ship").arg(&log);
    command.env("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url() + "/");
    command.env("OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20b,x-other=c");
    command.env("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip");
    command.env("OTEL_SERVICE_NAME", "checkout");
    command.env("OTEL_RESOURCE_ATTRIBUTES", "team=red");
    command
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    succeeds(command);
    let arrived = receiver.arrived();
    assert_eq!(arrived.spans.len(), 3);
    assert_eq!(
        (&*arrived.headers["x-key"], &*arrived.headers["x-other"]),
        ("a b", "c")
    );
    assert_eq!(arrived.headers["content-encoding"], "gzip");
    let resource = arrived.resources[0].to_string();
    assert!(
        resource.contains("checkout") && resource.contains("red") && !resource.contains("shop"),
        "{resource}"
    );
}

#[test]
fn a_certificate_of_an_own_authority_is_trusted_if_it_is_named() {
    let log = log("ship-tls");
    let receiver = Receiver::with_tls();
    let url = format!("https://localhost:{}", receiver.address.port());
    let output = ship(&url, &[], &log).output().expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(report.contains("certificate"), "{report}");

    let certificate =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/ship/tls/certificate.pem");
    let mut command = ship(&url, &[], &log);
    command.env("OTEL_EXPORTER_OTLP_CERTIFICATE", certificate);
    succeeds(command);
    assert_eq!(receiver.arrived().spans.len(), 3);
}

/// Each answer is given to the first request for spans. Then everything arrives once.
#[test]
fn a_batch_is_sent_again_until_it_is_accepted() {
    for (number, first) in [
        Reply::Status(429, "retry-after: 1\r\n"),
        Reply::Status(503, ""),
        Reply::Status(502, "retry-after: Sun, 06 Nov 1994 08:49:37 GMT\r\n"),
        Reply::Status(504, "retry-after: soon\r\n"),
        Reply::Garbage,
        Reply::Silence,
    ]
    .into_iter()
    .enumerate()
    {
        let log = log(&format!("ship-reply-{number}"));
        let reply = first.clone();
        let receiver = Receiver::new(move |request| match request {
            1 => reply.clone(),
            _ => Reply::Accept,
        });
        let mut command = ship(&receiver.url(), &[], &log);
        command.env("OTEL_EXPORTER_OTLP_TIMEOUT", "500");
        let output = succeeds(command);
        let arrived = receiver.arrived();
        assert_eq!(
            (arrived.spans.len(), arrived.log_records.len()),
            (3, 2),
            "{first:?}"
        );
        // Two of spans, one of log records, one of the open call.
        assert_eq!(arrived.requests, 4, "{first:?}");
        let reports = String::from_utf8_lossy(&output.stderr);
        assert!(reports.contains("; sending again\n"), "{reports}");
        assert!(reports.contains(" answers again after "), "{reports}");
    }
}

#[test]
fn a_partial_success_is_reported_and_not_sent_again() {
    let log = log("ship-partial");
    // The message has the same numbers as `ExportTracePartialSuccess`, one less.
    let partial = [&[0x08, 2, 0x12, 7][..], b"too old"].concat();
    let body = [
        &[0x0a, u8::try_from(partial.len()).expect("short")][..],
        &partial,
    ]
    .concat();
    let receiver = Receiver::new(move |_| Reply::AcceptWith(body.clone()));
    let output = succeeds(ship(&receiver.url(), &[], &log));
    assert_eq!(receiver.arrived().spans.len(), 3);
    let reports = String::from_utf8_lossy(&output.stderr);
    assert!(
        reports.contains("/v1/traces: 2 spans rejected: too old\n"),
        "{reports}"
    );
    assert!(
        reports.contains("/v1/logs: 2 log records rejected: too old\n"),
        "{reports}"
    );
}

#[test]
fn an_accepted_request_with_any_body_is_accepted() {
    let log = log("ship-body");
    let status = Status {
        message: "unexpected".to_owned(),
        code: 7,
    };
    let receiver = Receiver::new(move |request| {
        Reply::AcceptWith(match request {
            1 => status.encode_to_vec(),
            2 => b"{\"partialSuccess\":{}}".to_vec(),
            _ => vec![0xff; 1 << 20],
        })
    });
    succeeds(ship(&receiver.url(), &[], &log));
    let arrived = receiver.arrived();
    assert_eq!((arrived.spans.len(), arrived.requests), (3, 3));
}

#[test]
fn a_batch_that_can_never_be_accepted_is_reported() {
    let log = log("ship-refused");
    let receiver = Receiver::new(|request| match request {
        1 => Reply::Status(400, ""),
        _ => Reply::Accept,
    });
    let output = succeeds(ship(&receiver.url(), &[], &log));
    assert_eq!(receiver.arrived().spans.len(), 1);
    let reports = String::from_utf8_lossy(&output.stderr);
    assert!(
        reports.contains("this batch is not sent again"),
        "{reports}"
    );
}

#[test]
fn a_wrong_address_loses_nothing() {
    let log = log("ship-wrong");
    for status in [401, 403, 404, 301, 500] {
        let receiver = Receiver::new(move |_| Reply::Status(status, "location: /\r\n"));
        let output = ship(&receiver.url(), &[], &log)
            .output()
            .expect("the program starts");
        assert_eq!(output.status.code(), Some(2), "{status}");
        let reports = String::from_utf8_lossy(&output.stderr);
        assert!(reports.contains(&status.to_string()), "{reports}");
    }
    let receiver = Receiver::accepting();
    succeeds(ship(&receiver.url(), &[], &log));
    assert_eq!(receiver.arrived().spans.len(), 3);
}

#[test]
fn wrong_settings_are_refused() {
    let log = log("ship-settings");
    for (name, value, expected) in [
        (
            "TIMEOUT",
            "soon",
            "OTEL_EXPORTER_OTLP_TIMEOUT=soon: expected milliseconds",
        ),
        (
            "COMPRESSION",
            "zip",
            "OTEL_EXPORTER_OTLP_COMPRESSION=zip: expected gzip or none",
        ),
        (
            "CERTIFICATE",
            "/nowhere.pem",
            "/nowhere.pem: No such file or directory (os error 2)",
        ),
    ] {
        let mut command = ship("http://127.0.0.1:1", &[], &log);
        command.env(format!("OTEL_EXPORTER_OTLP_{name}"), value);
        let output = command.output().expect("the program starts");
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            format!("tracked: {expected}\n")
        );
    }
    let output = ship("collector:4318", &[], &log)
        .output()
        .expect("the program starts");
    let report = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        report,
        "tracked: collector:4318: expected an address such as http://collector:4318\n"
    );
}

/// The shipper waits with two batches in memory, however much the log grows.
#[test]
fn a_collector_that_is_away_for_ten_seconds_costs_no_memory() {
    const CALLS: u64 = 50_000;
    let path = folder("ship-away").join("app.log");
    let calls = (1..=CALLS).map(|id| Record {
        fields: format!(r#"{{"text":"{}"}}"#, "x".repeat(1200)),
        ..end(id, "done", "shop::order", id, 0, 1000)
    });
    fs::write(&path, text(&calls.collect::<Vec<_>>())).expect("a log");
    let port = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = port.local_addr().expect("an address").to_string();
    drop(port);

    let mut child = ship(&format!("http://{address}"), &[], &path)
        .spawn()
        .expect("the program starts");
    let begin = Instant::now();
    thread::sleep(Duration::from_secs(10).saturating_sub(begin.elapsed()));
    let receiver = Receiver::at(&address, |_| Reply::Accept);
    let mut peak = 0;
    while child.try_wait().expect("a child").is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id()));
        let status = status.unwrap_or_default();
        let peaks = status
            .lines()
            .filter_map(|line| line.strip_prefix("VmHWM:"));
        let mut kilobytes =
            peaks.filter_map(|peak| peak.trim().trim_end_matches(" kB").parse().ok());
        peak = kilobytes.next_back().unwrap_or(peak);
        thread::sleep(Duration::from_millis(10));
    }
    let arrived = receiver.arrived();
    let mut ids: Vec<_> = arrived
        .spans
        .iter()
        .map(|span| span["spanId"].as_str())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(
        (ids.len() as u64, arrived.spans.len() as u64),
        (CALLS, CALLS)
    );
    let size = fs::metadata(&path).expect("a log").len() / 1000;
    println!("{peak} kB for a log of {size} kB");
    if cfg!(target_os = "linux") {
        assert!((1..40_000).contains(&peak), "{peak} kB");
    }
}
