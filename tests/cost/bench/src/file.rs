//! How long it takes to log a call to a file, a write for each record.
//!
//! The whole time for many calls is measured, in a process and a file of their own.

use std::fs;

use crate::calls::bench;
use crate::cpu::minimum;
use crate::package::workspace;
use crate::table;

/// The first is what no logger can be faster than.
const LOGGERS: [&str; 4] = ["write", "env_logger", "tracing", "tracked"];

const CALLS: usize = 50_000;

/// Prints the times, and their ratios to the first. The loggers take turns.
pub fn measure(rounds: usize) {
    let mut times = LOGGERS.map(|_| Vec::new());
    for _ in 0..rounds {
        for (logger, times) in LOGGERS.iter().zip(&mut times) {
            times.push(time(logger));
        }
    }
    let times = times.map(|times| minimum(&times));
    table::print_head("Nanoseconds of a call to a file (ratio to write)", &LOGGERS);
    table::print_row(
        "add",
        &times.map(|time| format!("{time:.0} ({:.2})", time / times[0])),
    );
}

/// The nanoseconds of a call.
fn time(logger: &str) -> f64 {
    let path = workspace().join("target/bench.log");
    _ = fs::remove_file(&path);
    let output = bench("file")
        .arg(logger)
        .arg(&path)
        .arg(CALLS.to_string())
        .output()
        .expect("cargo");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let log = fs::read_to_string(&path).expect("a log file");
    let lines = log.lines().count();
    assert_eq!(lines, 2 * CALLS, "{logger} lost records");
    let time = String::from_utf8_lossy(&output.stdout);
    time.trim().parse().expect("a number")
}
