//! Do requests through tower services become one trace, whatever headers they have?

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{MatchedPath, Path};
use axum::http::{HeaderMap, Request, Response, StatusCode};
use axum::routing::get;
use serde_json::Value;
use tower::{Layer, Service, ServiceExt, service_fn};
use tracked_core::{Context, Format, tracked};
use tracked_http::{Client, ClientLayer, ServerLayer};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARENT: &str = "00f067aa0ba902b7";

/// The log of all tests.
fn log() -> &'static PathBuf {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("services.log");
        let _ = fs::remove_file(&path);
        let mut builder = tracked_core::builder();
        builder.file(&path).format(Format::Json).panics(false);
        builder.try_init().expect("the only logger");
        path
    })
}

/// The records of a trace that end calls.
fn ends(trace: &str) -> Vec<Value> {
    let text = fs::read_to_string(log()).expect("a log");
    let records = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let ends = records.filter(|record| record["trace_id"] == trace && record["event"] != "start");
    ends.collect()
}

fn end_of<'a>(ends: &'a [Value], function: &str) -> &'a Value {
    let mut found = ends.iter().filter(|end| {
        let name = end["function"].as_str().unwrap_or_default();
        name.ends_with(&format!("::{function}"))
    });
    let end = found
        .next()
        .unwrap_or_else(|| panic!("no end of {function} in {ends:#?}"));
    assert!(found.next().is_none(), "several ends of {function}");
    end
}

fn traceparent(trace: u128, flags: &str) -> String {
    format!("00-{trace:032x}-{PARENT}-{flags}")
}

/// The headers that a service was sent.
type Sent = HeaderMap;

/// A service that answers with the headers of the request.
async fn answer_headers(request: Request<Body>) -> Result<Response<Sent>, Infallible> {
    tokio::time::sleep(Duration::from_micros(50)).await;
    Ok(Response::new(request.headers().clone()))
}

/// A client of that service.
async fn ask(uri: String) -> HeaderMap {
    let client = ClientLayer::new().layer(service_fn(answer_headers));
    let request = Request::get(uri).body(Body::empty()).expect("a request");
    client
        .oneshot(request)
        .await
        .expect("an answer")
        .into_body()
}

#[tracked]
async fn find_order(id: u64) -> Result<HeaderMap, String> {
    tokio::time::sleep(Duration::from_micros(50)).await;
    Ok(ask(format!(
        "http://user:word@stock.example:8080/stock/{id}?key=1"
    ))
    .await)
}

/// An application: its answer is what it sends on.
fn app() -> Router {
    async fn order(Path(id): Path<u64>) -> Result<String, StatusCode> {
        match id {
            404 => Err(StatusCode::NOT_FOUND),
            500 => Err(StatusCode::INTERNAL_SERVER_ERROR),
            666 => panic!("the order is cursed"),
            _ => Ok(show(&find_order(id).await.expect("an order"))),
        }
    }
    async fn spawned(Path(id): Path<u64>) -> String {
        let task = tokio::spawn(Context::current().attach(find_order(id)));
        show(&task.await.expect("no panic").expect("an order"))
    }
    let layer = ServerLayer::new().route(|found| Some(found.get::<MatchedPath>()?.as_str()));
    Router::new()
        .route("/orders/{id}", get(order))
        .route("/spawned/{id}", get(spawned))
        .layer(layer)
}

fn show(headers: &HeaderMap) -> String {
    let mut lines = BTreeMap::<&str, Vec<&str>>::new();
    for (name, value) in headers {
        let value = value.to_str().expect("text");
        lines.entry(name.as_str()).or_default().push(value);
    }
    serde_json::to_string(&lines).expect("JSON")
}

/// Sends a request with these headers. Returns the status, and the headers that the application has sent on.
async fn request(
    uri: &str,
    headers: &[(&str, String)],
) -> (StatusCode, HashMap<String, Vec<String>>) {
    log();
    let mut request = Request::get(uri);
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    let request = request.body(Body::empty()).expect("a request");
    let response = app().oneshot(request).await.expect("an answer");
    let status = response.status();
    let body = axum::body::to_bytes(response.into_body(), 1 << 20)
        .await
        .expect("a body");
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

#[tokio::test]
async fn a_request_is_a_call_below_its_client_and_above_the_next_service() {
    let headers = [("traceparent", traceparent(1, "01"))];
    let (_, sent) = request("/orders/7?secret=1", &headers).await;
    let ends = ends(&format!("{:032x}", 1));
    assert_eq!(ends.len(), 3, "{ends:#?}");
    let [server, order, client] = ["serve", "find_order", "send"].map(|name| end_of(&ends, name));
    assert_eq!(server["function"], "tracked_http::server::serve");
    assert_eq!(server["parent_id"], PARENT);
    assert_eq!(order["parent_id"], server["span_id"]);
    assert_eq!(client["parent_id"], order["span_id"]);
    let id = client["span_id"].as_str().expect("an id");
    assert_eq!(sent["traceparent"], [format!("00-{:032x}-{id}-01", 1)]);
    let fields = |json: &str| serde_json::from_str::<Value>(json).expect("JSON");
    assert_eq!(
        server["fields"],
        fields(
            r#"{"http.request.method":"GET","url.path":"/orders/7","otel.kind":"server",
                "http.route":"/orders/{id}","http.response.status_code":200}"#
        )
    );
    assert_eq!(
        client["fields"],
        fields(
            r#"{"http.request.method":"GET","url.full":"http://stock.example:8080/stock/7","otel.kind":"client",
                "server.address":"stock.example","server.port":8080,"http.response.status_code":200}"#
        )
    );
}

#[tokio::test]
async fn a_server_error_is_a_failure_and_a_client_error_is_not() {
    for (id, event, status, trace) in [
        (404, "done", StatusCode::NOT_FOUND, 2),
        (500, "error", StatusCode::INTERNAL_SERVER_ERROR, 3),
    ] {
        let headers = [("traceparent", traceparent(trace, "01"))];
        let (answered, _) = request(&format!("/orders/{id}"), &headers).await;
        assert_eq!(answered, status);
        let ends = ends(&format!("{trace:032x}"));
        let serve = end_of(&ends, "serve");
        assert_eq!(serve["event"], event);
        assert_eq!(
            serve["fields"]["http.response.status_code"],
            status.as_u16()
        );
        if event == "error" {
            assert_eq!(serve["error"], "500 Internal Server Error");
            assert_eq!(serve["fields"]["error.type"], "500");
        }
    }
}

#[tokio::test]
async fn which_responses_are_failures_is_a_choice() {
    log();
    let layer = ServerLayer::new().failures(|status| status == StatusCode::IM_A_TEAPOT);
    let teapot = service_fn(async |_: Request<()>| {
        let response = Response::builder().status(StatusCode::IM_A_TEAPOT);
        Ok::<_, Infallible>(response.body("tea").expect("a response"))
    });
    let request = Request::get("/").header("traceparent", traceparent(4, "01"));
    let response = layer.layer(teapot).oneshot(request.body(()).unwrap()).await;
    assert_eq!(response.expect("an answer").into_body(), "tea");
    let ends = ends(&format!("{:032x}", 4));
    assert_eq!(end_of(&ends, "serve")["event"], "error");
}

#[tokio::test]
async fn an_error_of_the_service_is_returned_and_logged() {
    log();
    let refuse = service_fn(async |_: Request<()>| Err::<Response<()>, _>("refused".to_owned()));
    let call = async || {
        ClientLayer::new()
            .layer(refuse)
            .oneshot(Request::new(()))
            .await
    };
    let parent = Context::from_traceparent(&traceparent(5, "01")).expect("a context");
    assert_eq!(
        parent.attach(call()).await.map(drop),
        Err("refused".to_owned())
    );
    let ends = ends(&format!("{:032x}", 5));
    let send = end_of(&ends, "send");
    assert_eq!(
        (&send["event"], &send["error"]),
        (&"error".into(), &"refused".into())
    );
    assert_eq!(send["fields"]["error.type"], "alloc::string::String");
}

#[tokio::test]
async fn a_panic_of_the_handler_passes_through() {
    let headers = [("traceparent", traceparent(6, "01"))];
    let task = tokio::spawn(async move { request("/orders/666", &headers).await });
    assert!(task.await.expect_err("a panic").is_panic());
    let ends = ends(&format!("{:032x}", 6));
    assert_eq!(end_of(&ends, "serve")["event"], "panic");
}

#[tracked]
async fn wait() {
    std::future::pending::<()>().await;
}

#[tokio::test]
async fn a_request_that_is_dropped_is_cancelled_with_the_calls_below_it() {
    log();
    for (trace, baggage) in [(20, None), (21, Some("customer=17"))] {
        let service = service_fn(async |_: Request<Body>| {
            wait().await;
            Ok::<_, Infallible>(Response::new(()))
        });
        let mut request = Request::get("/").header("traceparent", traceparent(trace, "01"));
        if let Some(baggage) = baggage {
            request = request.header("baggage", baggage);
        }
        let request = request.body(Body::empty()).expect("a request");
        let response = ServerLayer::new().layer(service).oneshot(request);
        tokio::select! {
            biased;
            _ = response => panic!("the service waits"),
            () = std::future::ready(()) => {}
        }
        let ends = ends(&format!("{trace:032x}"));
        let [server, wait] = ["serve", "wait"].map(|name| end_of(&ends, name));
        assert_eq!(
            (&server["event"], &wait["event"]),
            (&"cancel".into(), &"cancel".into())
        );
        assert_eq!(server["parent_id"], PARENT);
        assert_eq!(wait["parent_id"], server["span_id"]);
        // The request itself was dropped, and the other call because of that.
        assert_eq!(server.get("origin_id"), None);
        assert_eq!(wait["origin_id"], server["span_id"]);
    }
}

#[tokio::test]
async fn a_request_inside_of_a_call_is_cancelled_with_this_call() {
    #[tracked]
    async fn asks(ids: &mut Option<String>) {
        *ids = Context::current().trace_id();
        let service = service_fn(async |_: Request<Body>| {
            wait().await;
            Ok::<_, Infallible>(Response::new(()))
        });
        let request = Request::get("/").body(Body::empty()).expect("a request");
        let response = ServerLayer::new().layer(service).oneshot(request).await;
        drop(response);
    }
    log();
    let mut trace = None;
    tokio::select! {
        biased;
        () = asks(&mut trace) => panic!("the service waits"),
        () = std::future::ready(()) => {}
    }
    let ends = ends(&trace.expect("a call"));
    let [caller, server, wait] = ["asks", "serve", "wait"].map(|name| end_of(&ends, name));
    assert_eq!(caller.get("origin_id"), None);
    assert_eq!(server["parent_id"], caller["span_id"]);
    assert_eq!(server["origin_id"], caller["span_id"]);
    assert_eq!(wait["origin_id"], caller["span_id"]);
}

#[tokio::test]
async fn the_flag_of_the_client_and_its_other_headers_are_passed_on() {
    for (path, trace) in [("orders", 7), ("spawned", 8)] {
        let headers = [
            ("traceparent", traceparent(trace, "00")),
            ("tracestate", "a=1,b=2".to_owned()),
            ("tracestate", "c=3".to_owned()),
            ("baggage", "customer=17".to_owned()),
        ];
        let (_, sent) = request(&format!("/{path}/7"), &headers).await;
        assert!(sent["traceparent"][0].ends_with("-00"), "{sent:?}");
        assert_eq!(sent["tracestate"], ["a=1,b=2", "c=3"]);
        assert_eq!(sent["baggage"], ["customer=17"]);
    }
}

#[tokio::test]
async fn baggage_without_a_trace_is_passed_on() {
    let headers = [
        ("tracestate", "a=1".to_owned()),
        ("baggage", "customer=17".to_owned()),
    ];
    let (_, sent) = request("/orders/7", &headers).await;
    assert_eq!(sent["baggage"], ["customer=17"]);
    assert!(!sent.contains_key("tracestate"), "{sent:?}");
}

#[tokio::test]
async fn other_headers_than_the_standard_allows_change_nothing_but_the_trace() {
    let valid = traceparent(9, "01");
    for (case, headers, is_root, passes) in [
        ("none", vec![], true, None),
        (
            "malformed",
            vec![("traceparent", "00-0-0-01".to_owned())],
            true,
            None,
        ),
        (
            "no text",
            vec![("traceparent", "\u{e9}".to_owned())],
            true,
            None,
        ),
        (
            "duplicated",
            vec![
                ("traceparent", valid.clone()),
                ("traceparent", valid.clone()),
            ],
            true,
            None,
        ),
        (
            "oversized",
            vec![("traceparent", format!("{valid}-{}", "0".repeat(100_000)))],
            true,
            None,
        ),
        (
            "oversized state and baggage",
            vec![
                ("traceparent", valid.clone()),
                ("tracestate", format!("a={}", "1".repeat(511))),
                ("baggage", format!("a={}", "1".repeat(8191))),
            ],
            false,
            None,
        ),
        (
            "the longest state",
            vec![
                ("traceparent", valid.clone()),
                ("tracestate", format!("a={}", "1".repeat(510))),
            ],
            false,
            Some("tracestate"),
        ),
        (
            "the longest baggage",
            vec![("baggage", format!("a={}", "1".repeat(8190)))],
            true,
            Some("baggage"),
        ),
        (
            "a state without a trace",
            vec![
                ("traceparent", "00".to_owned()),
                ("tracestate", "a=1".to_owned()),
            ],
            true,
            None,
        ),
    ] {
        let (status, sent) = request("/orders/7", &headers).await;
        assert_eq!(status, StatusCode::OK, "{case}");
        let trace = &sent["traceparent"][0][3..35];
        assert_eq!(trace != format!("{:032x}", 9), is_root, "{case}");
        let others: Vec<_> = sent.keys().filter(|name| *name != "traceparent").collect();
        assert_eq!(others, passes.iter().collect::<Vec<_>>(), "{case}");
        if is_root {
            let ends = ends(trace);
            assert_eq!(end_of(&ends, "serve").get("parent_id"), None, "{case}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_concurrent_requests_have_the_right_parents() {
    let requests = (0..1000_u128).map(|number| {
        tokio::spawn(async move {
            let headers = [
                ("traceparent", traceparent(0xabc_0000 + number, "01")),
                ("baggage", format!("customer={number}")),
            ];
            let path = if number % 2 == 0 { "orders" } else { "spawned" };
            let (_, sent) = request(&format!("/{path}/{number}"), &headers).await;
            // Some numbers are answered by a failure.
            if let Some(baggage) = sent.get("baggage") {
                assert_eq!(*baggage, [format!("customer={number}")]);
            }
        })
    });
    for request in requests.collect::<Vec<_>>() {
        let result = request.await;
        assert!(result.is_ok() || result.is_err_and(|error| error.is_panic()));
    }
    let text = fs::read_to_string(log()).expect("a log");
    let mut traces = HashMap::<String, Vec<Value>>::new();
    for line in text.lines() {
        let record = serde_json::from_str::<Value>(line).expect("JSON");
        if let (Some(trace), false) = (record["trace_id"].as_str(), record["event"] == "start") {
            traces.entry(trace.to_owned()).or_default().push(record);
        }
    }
    for number in 0..1000_u128 {
        let ends = &traces[&format!("{:032x}", 0xabc_0000 + number)];
        let serve = end_of(ends, "serve");
        assert_eq!(serve["parent_id"], PARENT);
        if !matches!(number, 404 | 500 | 666) {
            let find = end_of(ends, "find_order");
            assert_eq!(find["parent_id"], serve["span_id"]);
            assert_eq!(find["fields"]["id"], u64::try_from(number).unwrap());
            assert_eq!(end_of(ends, "send")["parent_id"], find["span_id"]);
        }
    }
}

#[tokio::test]
async fn a_client_is_ready_when_its_service_is() {
    log();
    let mut client: Client<_> = ClientLayer::new().layer(service_fn(answer_headers));
    let client = ServiceExt::<Request<Body>>::ready(&mut client)
        .await
        .expect("ready");
    let request = Request::get("/")
        .header("baggage", "own=1")
        .body(Body::empty())
        .unwrap();
    let sent = client.call(request).await.expect("an answer").into_body();
    assert_eq!(sent["baggage"], "own=1");
    assert_ne!(sent["traceparent"].to_str().unwrap()[3..35], *TRACE);
}
