//! What becomes of records.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::hint::black_box;
use std::io;

use fastrace::collector::{Config, Reporter, SpanRecord};
use log::{LevelFilter, Log, Record};
use tracing::span::{Attributes, Id, Record as Values};
use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::format::FmtSpan;

/// What becomes of records.
#[derive(Clone, Copy, PartialEq)]
pub enum Mode {
    /// There are none: every level is off at run time.
    Off,
    /// Only errors leave one, and that is looked at by nobody.
    Errors,
    /// They are looked at by nobody.
    Nothing,
    /// They are formatted, and nothing is done with the text.
    Sink,
}

impl Mode {
    const ALL: [Mode; 4] = [Mode::Off, Mode::Errors, Mode::Nothing, Mode::Sink];

    pub fn name(self) -> &'static str {
        match self {
            Mode::Off => "off",
            Mode::Errors => "errors",
            Mode::Nothing => "nothing",
            Mode::Sink => "sink",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Mode::ALL.into_iter().find(|mode| mode.name() == name)
    }

    /// Whether successful calls leave records.
    pub fn is_on(self) -> bool {
        matches!(self, Mode::Nothing | Mode::Sink)
    }

    /// Sets up this process's logger, and that of tracing.
    pub fn set_up(self) {
        match self {
            Mode::Off => {}
            Mode::Errors => log_to(&Nothing(LevelFilter::Error), LevelFilter::Error),
            Mode::Nothing => log_to(&Nothing(LevelFilter::Info), LevelFilter::Info),
            Mode::Sink => log_to(&Sink, LevelFilter::Info),
        }
        match self {
            Mode::Off => {}
            Mode::Errors => subscribe(Nothing(LevelFilter::Error)),
            Mode::Nothing => subscribe(Nothing(LevelFilter::Info)),
            Mode::Sink => subscribe(
                tracing_subscriber::fmt()
                    .without_time()
                    .with_ansi(false)
                    .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
                    .with_writer(io::sink)
                    .finish(),
            ),
        }
    }
}

fn log_to(logger: &'static dyn Log, level: LevelFilter) {
    log::set_logger(logger).expect("the only one");
    log::set_max_level(level);
}

fn subscribe(subscriber: impl Subscriber + Send + Sync) {
    tracing::subscriber::set_global_default(subscriber).expect("the only one");
}

/// Takes records up to a level, and does nothing.
struct Nothing(LevelFilter);

impl Log for Nothing {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() <= self.0
    }

    fn log(&self, record: &Record<'_>) {
        black_box(record);
    }

    fn flush(&self) {}
}

impl Subscriber for Nothing {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        Some(*metadata.level()) <= self.max_level_hint().and_then(Into::into)
    }

    fn max_level_hint(&self) -> Option<tracing::level_filters::LevelFilter> {
        Some(match self.0 {
            LevelFilter::Error => tracing::level_filters::LevelFilter::ERROR,
            _ => tracing::level_filters::LevelFilter::INFO,
        })
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        black_box(span);
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, values: &Values<'_>) {
        black_box(values);
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        black_box(event);
    }

    fn enter(&self, span: &Id) {
        black_box(span);
    }

    fn exit(&self, span: &Id) {
        black_box(span);
    }
}

/// Has fastrace collect spans, which takes a thread: only for those who need it.
pub fn collect_spans() {
    fastrace::set_reporter(Sink, Config::default());
}

/// Formats records, and does nothing with the text.
struct Sink;

impl Log for Sink {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        thread_local! {
            static TEXT: RefCell<String> = const { RefCell::new(String::new()) };
        }
        TEXT.with_borrow_mut(|text| {
            text.clear();
            write!(
                text,
                "{} {} {}",
                record.level(),
                record.target(),
                record.args()
            )
            .expect("a string takes anything");
            black_box(text);
        });
    }

    fn flush(&self) {}
}

impl Reporter for Sink {
    fn report(&mut self, spans: Vec<SpanRecord>) {
        black_box(spans);
    }
}
