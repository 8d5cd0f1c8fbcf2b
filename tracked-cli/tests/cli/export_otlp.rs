//! Are the spans of `tracked export --otlp` the calls of the log?

use serde_json::{Value, json};

use crate::log::{Record, end, error, run, start, text};

fn log() -> String {
    let run = Record {
        event: "run",
        fields: r#"{"format":1,"program":"shop","version":"1.2","host":"h1","start":"s"}"#
            .to_owned(),
        message: "shop 1.2 on h1".to_owned(),
        ..Record::default()
    };
    let note = Record {
        time: 3,
        span: 2,
        parent: 1,
        message: "a \"note\"".to_owned(),
        ..Record::default()
    };
    let records = [
        run,
        start(1, "shop::order", 1, 0),
        start(2, "shop::Stock::reserve", 2, 1),
        note,
        error(4, "shop::Stock::reserve", 2, 1, "no\nink"),
        Record {
            fields: r#"{"user":17,"otel.kind":"server"}"#.to_owned(),
            is_task: true,
            ..end(5, "done", "shop::order", 1, 0, 4000)
        },
        Record {
            file: "src/wait.rs",
            ..start(6, "shop::wait", 3, 0)
        },
        Record {
            pid: 2,
            message: "of another process".to_owned(),
            ..Record::default()
        },
    ];
    text(&records)
}

fn export(arguments: &[&str], log: &str) -> Vec<Value> {
    let output = run(&[&["export", "--otlp"], arguments].concat(), log.as_bytes());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

/// The items of all lines.
fn items(lines: &[Value], [resource, scope, items]: [&str; 3]) -> Vec<Value> {
    let resources = lines
        .iter()
        .filter_map(|line| line[resource].as_array())
        .flatten();
    let scopes = resources
        .filter_map(|resource| resource[scope].as_array())
        .flatten();
    scopes
        .filter_map(|scope| scope[items].as_array())
        .flatten()
        .cloned()
        .collect()
}

fn spans(lines: &[Value]) -> Vec<Value> {
    items(lines, ["resourceSpans", "scopeSpans", "spans"])
}

fn attribute<'a>(item: &'a Value, name: &str) -> &'a Value {
    let attributes = item["attributes"].as_array().expect("attributes");
    let found = attributes.iter().find(|attribute| attribute["key"] == name);
    found.map_or(&Value::Null, |attribute| &attribute["value"])
}

#[test]
fn each_call_is_a_span_and_each_other_record_a_log_record() {
    let lines = export(&[], &log());
    let spans = spans(&lines);
    let [reserve, order, wait] = &spans[..] else {
        panic!("{spans:#?}");
    };
    assert_eq!(reserve["name"], "Stock::reserve");
    assert_eq!(reserve["traceId"], format!("{:032x}", 7));
    assert_eq!(reserve["spanId"], format!("{:016x}", 2));
    assert_eq!(reserve["parentSpanId"], format!("{:016x}", 1));
    assert_eq!(reserve["status"], json!({"code": 2, "message": "no\nink"}));
    assert_eq!(
        attribute(reserve, "error.type"),
        &json!({"stringValue": "E"})
    );
    assert_eq!(reserve["endTimeUnixNano"], "1795348800000004000");
    assert_eq!(reserve["startTimeUnixNano"], "1795348800000003000");

    assert_eq!(
        (&order["name"], &order["kind"]),
        (&json!("order"), &json!(2))
    );
    assert_eq!(
        (&order["status"], order.get("parentSpanId")),
        (&json!({}), None)
    );
    assert_eq!(attribute(order, "user"), &json!({"intValue": "17"}));
    assert_eq!(attribute(order, "busy_ns"), &json!({"intValue": "4000"}));
    assert_eq!(
        attribute(order, "code.function.name"),
        &json!({"stringValue": "shop::order"})
    );
    assert_eq!(
        attribute(order, "thread.name"),
        &json!({"stringValue": "worker"})
    );

    assert_eq!(wait["name"], "wait");
    assert_eq!(attribute(wait, "tracked.open"), &json!({"boolValue": true}));
    assert_eq!(
        attribute(wait, "code.file.path"),
        &json!({"stringValue": "src/wait.rs"})
    );
    assert_eq!(
        attribute(wait, "code.line.number"),
        &json!({"intValue": "12"})
    );

    let records = items(&lines, ["resourceLogs", "scopeLogs", "logRecords"]);
    let [note, other] = &records[..] else {
        panic!("{records:#?}");
    };
    assert_eq!(note["body"], json!({"stringValue": "a \"note\""}));
    assert_eq!(
        (&note["severityNumber"], &note["severityText"]),
        (&json!(9), &json!("INFO"))
    );
    assert_eq!(note["spanId"], reserve["spanId"]);
    assert_eq!(other.get("spanId"), None);
}

#[test]
fn each_process_is_a_resource() {
    let lines = export(&[], &log());
    let mut names = Vec::new();
    for line in &lines {
        let resources = line.get("resourceSpans").or(line.get("resourceLogs"));
        let resource = &resources.expect("a resource")[0]["resource"];
        let name = |name| {
            attribute(resource, name)["stringValue"]
                .as_str()
                .unwrap_or("none")
        };
        names.push(
            [
                "service.name",
                "service.version",
                "host.name",
                "service.instance.id",
            ]
            .map(name)
            .join(" "),
        );
    }
    let shop = "shop 1.2 h1 h1/1/s";
    assert_eq!(names, [shop, shop, "unknown_service none none none"]);
}

#[test]
fn a_filter_selects_spans_and_leaves_out_other_records() {
    let lines = export(&["--failed"], &log());
    assert_eq!(lines.len(), 1);
    let names: Vec<_> = spans(&lines)
        .iter()
        .map(|span| span["name"].clone())
        .collect();
    assert_eq!(names, ["Stock::reserve"]);
}

#[test]
fn a_log_without_ids_is_refused() {
    let log = "2026-11-22 12:00:00,123 - INFO - done order() in 1.20ms\n";
    let output = run(&["export", "--otlp"], log.as_bytes());
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        message,
        "tracked: spans need the ids of calls, which only Format::Json has\n"
    );
}
