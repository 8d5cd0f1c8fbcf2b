//! Ways into a file.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use env_logger::Target;
use flexi_logger::{FileSpec, LogSpecification, Logger, WriteMode};
use log::LevelFilter;
use tracing_appender::non_blocking::NonBlockingBuilder;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

use super::columns::Column;
use super::function::Function;

/// A way to get the two records of a call into a file.
#[derive(Clone, Copy, Debug)]
pub enum Way {
    /// Two writes, of what was formatted long ago.
    Raw,
    EnvLogger,
    Flexi,
    Tracing,
    Tracked,
    FlexiBuffered,
    TracingAppender,
    TrackedBuffered,
}

/// A log that was set up.
pub struct Log {
    /// Logs so many calls.
    pub call: Box<dyn Fn(u64) + Sync>,
    /// Sees to it that they are in the file.
    pub flush: Box<dyn FnOnce()>,
}

impl Way {
    const ALL: [Way; 8] = [
        Way::Raw,
        Way::EnvLogger,
        Way::Flexi,
        Way::Tracing,
        Way::Tracked,
        Way::FlexiBuffered,
        Way::TracingAppender,
        Way::TrackedBuffered,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Way::Raw => "write(2)",
            Way::EnvLogger => "env_logger",
            Way::Flexi | Way::FlexiBuffered => "flexi_logger",
            Way::Tracing => "tracing-subscriber",
            Way::TracingAppender => "tracing-appender",
            Way::Tracked | Way::TrackedBuffered => "tracked",
        }
    }

    /// What it is called among the processes of this program.
    pub fn key(self) -> String {
        format!("{self:?}")
    }

    pub fn by_key(key: &str) -> Option<Self> {
        Way::ALL.into_iter().find(|way| way.key() == key)
    }

    /// Sets up this process's logger. What is logged is `add`, as in the column that goes with it.
    pub fn open(self, path: &Path) -> Log {
        match self {
            Way::Raw => raw(append(path)),
            Way::EnvLogger => {
                env_logger::Builder::new()
                    .filter_level(LevelFilter::Info)
                    .target(Target::Pipe(Box::new(append(path))))
                    .init();
                Log::of(Column::Hand)
            }
            Way::Flexi => flexi(path, WriteMode::Direct),
            Way::FlexiBuffered => flexi(path, WriteMode::BufferAndFlush),
            Way::Tracing => {
                trace_to(Arc::new(append(path)));
                Log::of(Column::Tracing)
            }
            Way::TracingAppender => {
                let (writer, guard) = NonBlockingBuilder::default()
                    .lossy(false)
                    .finish(append(path));
                trace_to(writer);
                Log {
                    flush: Box::new(|| drop(guard)),
                    ..Log::of(Column::Tracing)
                }
            }
            Way::Tracked => {
                tracked_core::builder().file(path).init();
                Log::of(Column::Tracked)
            }
            Way::TrackedBuffered => {
                tracked_core::builder()
                    .file(path)
                    .buffered(Duration::from_secs(1))
                    .init();
                Log::of(Column::Tracked)
            }
        }
    }
}

impl Log {
    fn of(column: Column) -> Self {
        Log {
            call: Box::new(move |calls| column.run(Function::Add, calls)),
            flush: Box::new(|| log::logger().flush()),
        }
    }
}

fn append(path: &Path) -> File {
    let mut options = OpenOptions::new();
    options
        .create(true)
        .append(true)
        .open(path)
        .expect("a file")
}

/// What the default format of `tracked` makes of a call.
fn raw(file: File) -> Log {
    const START: &[u8] = b"2026-11-22 12:00:00,123 - INFO - start add(a=20, b=22)\n";
    const DONE: &[u8] = b"2026-11-22 12:00:00,123 - INFO - done add(a=20, b=22) in 1.20ns\n";
    Log {
        call: Box::new(move |calls| {
            for _ in 0..calls {
                (&file).write_all(START).expect("room");
                (&file).write_all(DONE).expect("room");
            }
        }),
        flush: Box::new(|| {}),
    }
}

fn flexi(path: &Path, mode: WriteMode) -> Log {
    let logger = Logger::with(LogSpecification::info())
        .log_to_file(FileSpec::try_from(path).expect("a path"))
        .format(flexi_logger::opt_format)
        .write_mode(mode)
        .start()
        .expect("the only one");
    Log {
        flush: Box::new(move || logger.flush()),
        ..Log::of(Column::Hand)
    }
}

fn trace_to(writer: impl for<'a> MakeWriter<'a> + Send + Sync + 'static) {
    tracing_subscriber::fmt()
        .with_ansi(false)
        .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
        .with_writer(writer)
        .init();
}
