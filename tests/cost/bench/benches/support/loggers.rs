//! The loggers that calls are measured with. A process can have only one, which the variable `LOGGER` selects.

use std::cell::RefCell;
use std::env;
use std::fmt::Write as _;
use std::hint::black_box;
use std::io;

use log::{LevelFilter, Log, Record};
use tracing::span::{Attributes, Id, Record as Values};
use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::format::FmtSpan;

/// What happens to records and spans.
#[derive(Clone, Copy, PartialEq)]
pub enum Logger {
    /// There are none: every level is off at run time.
    Off,
    /// All are enabled, and the logger does nothing.
    Nothing,
    /// All are enabled, and formatted into a string.
    Text,
}

impl Logger {
    pub fn from_env() -> Self {
        match env::var("LOGGER").as_deref() {
            Ok("off") => Logger::Off,
            Ok("nothing") => Logger::Nothing,
            Ok("text") | Err(_) => Logger::Text,
            Ok(name) => panic!("LOGGER={name}: expected off, nothing or text"),
        }
    }

    /// Sets the logger of the process, and the subscriber for tracing.
    pub fn set(self) {
        match self {
            Logger::Off => {}
            Logger::Nothing => {
                log::set_logger(&DoNothing).expect("the first logger");
                log::set_max_level(LevelFilter::Info);
                tracing::subscriber::set_global_default(DoNothing).expect("the first subscriber");
            }
            Logger::Text => {
                log::set_logger(&Format).expect("the first logger");
                log::set_max_level(LevelFilter::Info);
                tracing_subscriber::fmt()
                    .without_time()
                    .with_ansi(false)
                    .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
                    .with_writer(io::sink)
                    .init();
            }
        }
    }
}

/// Accepts everything at INFO and above, and does nothing.
struct DoNothing;

impl Log for DoNothing {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() <= log::Level::Info
    }

    fn log(&self, record: &Record<'_>) {
        black_box(record);
    }

    fn flush(&self) {}
}

impl Subscriber for DoNothing {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        *metadata.level() <= tracing::Level::INFO
    }

    fn max_level_hint(&self) -> Option<tracing::level_filters::LevelFilter> {
        Some(tracing::level_filters::LevelFilter::INFO)
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

/// Formats each record into the same string.
struct Format;

impl Log for Format {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        thread_local! {
            static TEXT: RefCell<String> = const { RefCell::new(String::new()) };
        }
        TEXT.with_borrow_mut(|text| {
            text.clear();
            let (level, target) = (record.level(), record.target());
            write!(text, "{level} {target} {}", record.args()).expect("a string");
            black_box(text);
        });
    }

    fn flush(&self) {}
}
