//! Does the record of a call that does not succeed have all fields, if nothing else is logged? The level is WARN here.

use std::fs;
use std::future::pending;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use http::{Extensions, Request, Response, StatusCode};
use serde_json::{Value, json};
use tower::{Layer, ServiceExt, service_fn};
use tracked_core::{Context, Format, LevelFilter, record};
use tracked_http::ServerLayer;

const PARENT: &str = "00f067aa0ba902b7";

#[derive(Clone)]
struct Route(&'static str);

fn route(extensions: &Extensions) -> Option<&str> {
    Some(extensions.get::<Route>()?.0)
}

/// Answers by what the path asks for, as the call of a trace of its own.
async fn handle(request: Request<()>) -> Result<Response<Context>, String> {
    record("deep", 7);
    let mut response = Response::new(Context::current());
    match request.uri().path() {
        "/panic" => panic!("as planned"),
        "/cancel" => pending().await,
        "/refuse" => return Err("refused".to_owned()),
        "/found" => {}
        path => {
            if path.ends_with("/late") {
                response.extensions_mut().insert(Route("/{late}"));
            }
            *response.status_mut() = StatusCode::BAD_GATEWAY;
        }
    }
    Ok(response)
}

/// Sends a request until its future is suspended or completes.
fn send(path: &str, trace: u128, route_of_request: Option<Route>) -> Option<Context> {
    let layer = ServerLayer::new().route(route);
    let parent = format!("00-{trace:032x}-{PARENT}-01");
    let mut request = Request::get(path).header("traceparent", parent);
    if let Some(route) = route_of_request {
        request = request.extension(route);
    }
    let request = request.body(()).expect("a request");
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").block_on(async {
        let response = layer.layer(service_fn(handle)).oneshot(request);
        tokio::select! {
            biased;
            response = response => response.ok().map(Response::into_body),
            () = std::future::ready(()) => None,
        }
    })
}

#[test]
fn a_call_that_does_not_succeed_has_the_fields_of_its_request() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("failures_only.log");
    let _ = fs::remove_file(&path);
    let mut builder = tracked_core::builder();
    builder.file(&path).format(Format::Json).panics(false);
    builder.filter_level(LevelFilter::Warn);
    builder.try_init().expect("the only logger");

    let long = format!("/{}/late", "x".repeat(300));
    let cut = format!("/{}…", "x".repeat(255));
    send("/found", 1, None);
    send("/bad?key=1", 2, Some(Route("/{bad}")));
    send("/late", 3, None);
    send(&long, 4, None);
    send("/refuse", 5, None);
    send("/cancel", 6, Some(Route("/{cancel}")));
    let panicked = catch_unwind(AssertUnwindSafe(|| send("/panic", 7, Some(Route("/{p}")))));
    assert!(panicked.is_err());

    let text = fs::read_to_string(&path).expect("a log");
    let records = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let records: Vec<Value> = records.filter(|record| record["event"] != "run").collect();
    let fields = |path: &str, others: Value| {
        let mut fields = json!({ "http.request.method": "GET", "url.path": path });
        fields["otel.kind"] = "server".into();
        for (name, value) in others.as_object().expect("an object") {
            fields[name] = value.clone();
        }
        fields["deep"] = 7.into();
        fields
    };
    let (status, kind) = ("http.response.status_code", "error.type");
    let expected = [
        (
            2,
            "error",
            fields(
                "/bad",
                json!({ "http.route": "/{bad}", status: 502, kind: "502" }),
            ),
        ),
        (
            3,
            "error",
            fields(
                "/late",
                json!({ "http.route": "/{late}", status: 502, kind: "502" }),
            ),
        ),
        (
            4,
            "error",
            fields(
                &cut,
                json!({ "http.route": "/{late}", status: 502, kind: "502" }),
            ),
        ),
        (
            5,
            "error",
            fields("/refuse", json!({ kind: "alloc::string::String" })),
        ),
        (
            6,
            "cancel",
            fields("/cancel", json!({ "http.route": "/{cancel}" })),
        ),
        (
            7,
            "panic",
            fields("/panic", json!({ "http.route": "/{p}" })),
        ),
    ];
    assert_eq!(records.len(), expected.len(), "{records:#?}");
    for (record, (trace, event, fields)) in records.iter().zip(expected) {
        assert_eq!(record["trace_id"], format!("{trace:032x}"));
        assert_eq!(record["parent_id"], PARENT);
        assert_eq!(record["function"], "tracked_http::server::serve");
        assert_eq!(
            (&record["event"], &record["fields"]),
            (&event.into(), &fields)
        );
        assert_eq!(record.get("origin_id"), None);
    }
    let message = records[0]["message"].as_str().expect("a message");
    let args = "http.request.method=GET, url.path=/bad, otel.kind=server, http.route=/{bad}";
    assert!(message.contains(args), "{message}");
}
