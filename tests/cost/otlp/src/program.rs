//! A program that makes calls and exports them, in a process of its own.

use std::borrow::Cow;
use std::fs::{self, File};
use std::hint::black_box;
use std::process;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use opentelemetry::trace::{Span as _, Tracer as _, TracerProvider as _};
use opentelemetry::{InstrumentationScope, KeyValue};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{BatchConfigBuilder, BatchSpanProcessor, SdkTracerProvider};
use tower_http::trace::{DefaultMakeSpan, DefaultOnRequest, DefaultOnResponse, TraceLayer};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracked_core::{Format, tracked};

/// How a program ends after its calls.
#[derive(Clone, Copy, PartialEq)]
pub enum Ending {
    /// It flushes and returns.
    Return,
    /// It lives for twelve more seconds, flushes and returns.
    Later,
    Exit,
    Panic,
    Kill,
}

impl Ending {
    pub const ALL: [(&'static str, Ending); 5] = [
        ("return", Ending::Return),
        ("later", Ending::Later),
        ("exit", Ending::Exit),
        ("panic", Ending::Panic),
        ("kill", Ending::Kill),
    ];
}

#[tracked]
#[inline(never)]
fn by_tracked(number: u64, name: &str) -> u64 {
    number + black_box(name).len() as u64
}

#[tracing::instrument]
#[inline(never)]
fn by_tracing(number: u64, name: &str) -> u64 {
    number + black_box(name).len() as u64
}

#[inline(never)]
fn by_opentelemetry(tracer: &opentelemetry_sdk::trace::SdkTracer, number: u64, name: &str) -> u64 {
    let mut span = tracer.start("by_opentelemetry");
    span.set_attribute(KeyValue::new(
        "number",
        i64::try_from(number).unwrap_or_default(),
    ));
    span.set_attribute(KeyValue::new("name", name.to_owned()));
    number + black_box(name).len() as u64
}

#[fastrace::trace(properties = { "number": "{number}", "name": "{name}" })]
#[inline(never)]
fn by_fastrace(number: u64, name: &str) -> u64 {
    number + black_box(name).len() as u64
}

#[emit::span("by_emit", number, name)]
#[inline(never)]
fn by_emit(number: u64, name: &str) -> u64 {
    number + black_box(name).len() as u64
}

/// The queue of the SDK: of its default size, or as large as the calls need.
fn provider(url: &str, queue: Option<usize>) -> SdkTracerProvider {
    let mut config = BatchConfigBuilder::default();
    if let Some(queue) = queue {
        config = config
            .with_max_queue_size(queue)
            .with_max_export_batch_size(8192);
    }
    let processor = BatchSpanProcessor::builder(exporter(url)).with_batch_config(config.build());
    let provider = SdkTracerProvider::builder().with_span_processor(processor.build());
    provider
        .with_resource(Resource::builder().with_service_name("bench").build())
        .build()
}

fn exporter(url: &str) -> SpanExporter {
    let exporter = SpanExporter::builder().with_http();
    let exporter = exporter
        .with_endpoint(format!("{url}/v1/traces"))
        .with_protocol(Protocol::HttpBinary);
    exporter
        .with_headers([].into())
        .build()
        .expect("an exporter")
}

/// Makes calls, prints the nanoseconds of one, and ends. `queue` is the size of the SDK's queue.
pub fn run(exporter: &str, url: &str, log: &str, calls: u64, queue: Option<usize>, ending: Ending) {
    match exporter {
        "tracked" | "tracked, ends only" | "tracked, buffered" => {
            let mut builder = tracked_core::builder();
            builder.file(log).format(Format::Json).utc();
            match exporter {
                "tracked, ends only" => _ = builder.starts(false),
                "tracked, buffered" => _ = builder.buffered(Duration::from_millis(200)),
                _ => {}
            }
            builder.init();
            measure(calls, |number| by_tracked(number, "pen"));
            end(ending, || {});
        }
        "opentelemetry_sdk" => {
            let provider = provider(url, queue);
            let tracer = provider.tracer("bench");
            measure(calls, |number| by_opentelemetry(&tracer, number, "pen"));
            end(ending, || {
                drop(provider.shutdown_with_timeout(Duration::from_mins(2)));
            });
        }
        "tracing" => {
            let provider = provider(url, queue);
            let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("bench"));
            let subscriber = tracing_subscriber::registry().with(layer);
            tracing::subscriber::set_global_default(subscriber).expect("the only subscriber");
            measure(calls, |number| by_tracing(number, "pen"));
            end(ending, || {
                drop(provider.shutdown_with_timeout(Duration::from_mins(2)));
            });
        }
        "fastrace" => {
            let scope = InstrumentationScope::builder("bench").build();
            let resource = Cow::Owned(Resource::builder().with_service_name("bench").build());
            let reporter = fastrace_opentelemetry::OpenTelemetryReporter::new(
                self::exporter(url),
                resource,
                scope,
            );
            fastrace::set_reporter(reporter, fastrace::collector::Config::default());
            measure(calls, |number| {
                let root = fastrace::Span::root("root", fastrace::collector::SpanContext::random());
                let _guard = root.set_local_parent();
                by_fastrace(number, "pen")
            });
            end(ending, fastrace::flush);
        }
        "emit" => {
            let traces = emit_otlp::traces_http_proto(format!("{url}/v1/traces"));
            let emitter = emit_otlp::new().resource(emit::props! { service: "bench" });
            let runtime = emit::setup().emit_to(emitter.traces(traces).spawn()).init();
            measure(calls, |number| by_emit(number, "pen"));
            end(ending, || {
                runtime.blocking_flush(Duration::from_mins(2));
            });
        }
        other => panic!("{other}: no such exporter"),
    }
}

/// Writes the two lines of a call as often as there are calls, and prints the nanoseconds of two writes: the part of the
/// system in an unbuffered call.
pub fn run_bare_writes(log: &str, calls: u64) {
    use std::io::Write as _;

    tracked_core::builder()
        .file(log)
        .format(Format::Json)
        .utc()
        .init();
    by_tracked(calls / 2, "pen");
    let text = fs::read_to_string(log).expect("a log");
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    // The first record is that of the process.
    let [_, start, done] = lines[..] else {
        panic!("a call is two lines")
    };
    let mut file = File::options().append(true).open(log).expect("the log");
    let mut write = |line: &str| assert_eq!(file.write(line.as_bytes()).ok(), Some(line.len()));
    measure(calls, |number| {
        write(start);
        write(done);
        number
    });
}

#[allow(clippy::cast_precision_loss, reason = "the figures are rounded anyway")]
fn measure(calls: u64, mut call: impl FnMut(u64) -> u64) {
    let begin = Instant::now();
    for number in 0..calls {
        black_box(call(black_box(number)));
    }
    println!("{}", begin.elapsed().as_secs_f64() * 1e9 / calls as f64);
}

fn end(ending: Ending, flush: impl FnOnce()) {
    match ending {
        Ending::Return => flush(),
        Ending::Later => {
            thread::sleep(Duration::from_secs(12));
            flush();
        }
        Ending::Exit => process::exit(0),
        Ending::Panic => panic!("as planned"),
        Ending::Kill => {
            let id = process::id().to_string();
            _ = process::Command::new("kill").args(["-9", &id]).status();
            thread::sleep(Duration::from_mins(1));
        }
    }
}

/// What a layer logs of a request that succeeds.
#[derive(Clone, Copy, PartialEq)]
pub enum Lines {
    /// A line of JSON for the request and one for the response.
    Json,
    /// The same as text.
    Text,
    /// No line, as the level is WARN. A failure would be logged.
    Warn,
    /// No line, as the level is OFF.
    Off,
}

impl Lines {
    pub const ALL: [(&'static str, Lines); 4] = [
        ("JSON", Lines::Json),
        ("text", Lines::Text),
        ("WARN", Lines::Warn),
        ("OFF", Lines::Off),
    ];
}

/// The nanoseconds of a request through a layer and a handler. The log goes to a file, by a write for each line.
pub fn run_requests(layer: &str, lines: Lines, log: &str, requests: u64) {
    use axum::body::Body;
    use axum::http::{Request, Response};
    use tower::{Layer, Service, ServiceExt, service_fn};

    async fn handle(_: Request<Body>) -> Result<Response<Body>, std::convert::Infallible> {
        Ok(Response::new(Body::empty()))
    }
    async fn measure_requests<S>(mut service: S, requests: u64)
    where
        S: Service<Request<Body>>,
        S::Error: std::fmt::Debug,
    {
        let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        #[allow(clippy::cast_precision_loss, reason = "the figures are rounded anyway")]
        let count = requests as f64;
        let begin = Instant::now();
        for _ in 0..requests {
            let request = Request::get("/orders/7").header("traceparent", parent);
            let request = request.body(Body::empty()).expect("a request");
            let service = service.ready().await.expect("ready");
            drop(service.call(request).await.expect("an answer"));
        }
        println!("{}", begin.elapsed().as_secs_f64() * 1e9 / count);
    }

    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let handler = service_fn(handle);
    match layer {
        "none" => runtime.block_on(measure_requests(handler, requests)),
        "ServerLayer" => {
            log_by_tracked(lines, log);
            let service = tracked_http::ServerLayer::new().layer(handler);
            runtime.block_on(measure_requests(service, requests));
        }
        "TraceLayer" => {
            log_by_tracing(lines, log);
            let level = tracing::Level::INFO;
            let layer = TraceLayer::new_for_http()
                .make_span_with(DefaultMakeSpan::new().level(level))
                .on_request(DefaultOnRequest::new().level(level))
                .on_response(DefaultOnResponse::new().level(level));
            runtime.block_on(measure_requests(layer.layer(handler), requests));
        }
        other => panic!("{other}: no such layer"),
    }
}

fn log_by_tracked(lines: Lines, log: &str) {
    let mut builder = tracked_core::builder();
    builder.file(log).utc();
    match lines {
        Lines::Json => builder.format(Format::Json),
        Lines::Text => builder.format(Format::Text),
        Lines::Warn => builder.filter_level(tracked_core::LevelFilter::Warn),
        Lines::Off => builder.filter_level(tracked_core::LevelFilter::Off),
    };
    builder.init();
}

fn log_by_tracing(lines: Lines, log: &str) {
    let file = Arc::new(File::create(log).expect("a file"));
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(file);
    match lines {
        Lines::Json => subscriber.json().init(),
        Lines::Text => subscriber.init(),
        Lines::Warn => subscriber.with_max_level(LevelFilter::WARN).init(),
        Lines::Off => subscriber.with_max_level(LevelFilter::OFF).init(),
    }
}
