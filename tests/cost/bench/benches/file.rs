//! Logs calls to a fresh file with one logger, and prints the nanoseconds of a call. A process has only one logger, so
//! `tracked-bench file` runs this program for each.
//!
//! Arguments: the logger, the path of the file, the number of calls.

mod support;

use std::env;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use env_logger::Target;
use log::LevelFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use support::{Call, Row};

fn main() {
    let arguments: Vec<String> = env::args().collect();
    // `cargo bench` appends `--bench`.
    let [_, logger, path, calls, ..] = &arguments[..] else {
        panic!("expected LOGGER PATH CALLS");
    };
    let calls: u32 = calls.parse().expect("a number of calls");
    let call = open(logger, Path::new(path));
    let start = Instant::now();
    for _ in 0..calls {
        call();
    }
    println!("{}", start.elapsed().as_secs_f64() * 1e9 / f64::from(calls));
}

/// Sets the logger of the process, and returns a call that is logged.
fn open(logger: &str, path: &Path) -> Call {
    let append = || {
        let mut options = File::options();
        options
            .create(true)
            .append(true)
            .open(path)
            .expect("a file")
    };
    let style = match logger {
        "write" => return two_writes(append()),
        "env_logger" => {
            env_logger::Builder::new()
                .filter_level(LevelFilter::Info)
                .target(Target::Pipe(Box::new(append())))
                .init();
            "hand"
        }
        "tracing" => {
            tracing_subscriber::fmt()
                .with_ansi(false)
                .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
                .with_writer(Arc::new(append()))
                .init();
            "tracing"
        }
        "tracked" => {
            tracked_core::builder().file(path).init();
            "tracked"
        }
        _ => panic!("{logger}: see the list in src/file.rs"),
    };
    support::call(Row::Add, style, true)
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
