//! How long it takes to log the two records of a call to a file, measured by criterion.
//!
//! `LOGGER` names the logger. Loggers with a buffer are measured while the buffer is full, in one thread and in two.

mod support;

use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion};
use env_logger::Target;
use flexi_logger::{FileSpec, LogSpecification, Logger, WriteMode};
use log::LevelFilter;
use tracing_appender::non_blocking::NonBlockingBuilder;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

use support::styles::{Call, Row, Style};

fn main() {
    let name = env::var("LOGGER").unwrap_or_else(|_| "tracked".to_owned());
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench.log");
    _ = fs::remove_file(&path);
    drop(append(&path)); // flexi_logger creates the file only with the first record
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(500))
        .configure_from_args();
    let is_buffered = name.ends_with("_buffered");
    let (group, threads): (_, &[u32]) = if is_buffered {
        ("buffered", &[1, 2])
    } else {
        ("file", &[1])
    };
    let mut group = criterion.benchmark_group(group);
    with_logger(&name, &path, |call| {
        for threads in threads {
            let id = BenchmarkId::new(format!("threads_{threads}"), &name);
            group.bench_function(id, |bencher| {
                bencher.iter_custom(|calls| {
                    let file = File::options().write(true).open(&path).expect("a log file");
                    file.set_len(0).expect("a file on disk"); // the disk must not fill up
                    time(call, calls, *threads)
                });
            });
        }
    });
    group.finish();
    criterion.final_summary();
}

/// The time for so many calls, divided among threads.
fn time(call: &Call, calls: u64, threads: u32) -> Duration {
    let repeat = || (0..calls / u64::from(threads)).for_each(|_| call());
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(repeat);
        }
        repeat();
    });
    start.elapsed()
}

/// Sets the logger of the process, and runs a benchmark with the call that the logger is for.
fn with_logger(name: &str, path: &Path, run: impl FnOnce(&Call)) {
    let by_hand = Style::Hand.call(Row::Add, true);
    let tracing = Style::Tracing.call(Row::Add, true);
    let tracked = Style::Tracked.call(Row::Add, true);
    match name {
        "write" => run(&two_writes(append(path))),
        "env_logger" => {
            env_logger::Builder::new()
                .filter_level(LevelFilter::Info)
                .target(Target::Pipe(Box::new(append(path))))
                .init();
            run(&by_hand);
        }
        "flexi_logger" | "flexi_logger_buffered" => {
            let mode = if name == "flexi_logger" {
                WriteMode::Direct
            } else {
                WriteMode::BufferAndFlush
            };
            let _handle = Logger::with(LogSpecification::info())
                .log_to_file(FileSpec::try_from(path).expect("a path"))
                .append()
                .format(flexi_logger::opt_format)
                .write_mode(mode)
                .start()
                .expect("the first logger");
            run(&by_hand);
        }
        "tracing" => {
            subscribe(Arc::new(append(path)));
            run(&tracing);
        }
        "tracing_buffered" => {
            // A short queue, so that it is soon full and the calls wait for the thread that writes.
            let (writer, _guard) = NonBlockingBuilder::default()
                .lossy(false)
                .buffered_lines_limit(1_000)
                .finish(append(path));
            subscribe(writer);
            run(&tracing);
        }
        "tracked" => {
            tracked_core::builder().file(path).init();
            run(&tracked);
        }
        "tracked_buffered" => {
            let interval = Duration::from_secs(1);
            tracked_core::builder().file(path).buffered(interval).init();
            run(&tracked);
        }
        _ => panic!("LOGGER={name}: see the list in src/calls.rs"),
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

/// What no logger can be faster than: two writes of lines as `tracked` formats them.
fn two_writes(file: File) -> Call {
    const START: &[u8] = b"2026-11-22 12:00:00,123 - INFO - start add(a=20, b=22)\n";
    const DONE: &[u8] = b"2026-11-22 12:00:00,123 - INFO - done add(a=20, b=22) in 1.20ns\n";
    Box::new(move || {
        (&file).write_all(START).expect("space on the disk");
        (&file).write_all(DONE).expect("space on the disk");
    })
}

fn subscribe(writer: impl for<'a> MakeWriter<'a> + Send + Sync + 'static) {
    tracing_subscriber::fmt()
        .with_ansi(false)
        .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
        .with_writer(writer)
        .init();
}
