//! Runs the benchmarks of `benches/` once for each logger, and prints what they measured side by side.
//!
//! A process can have only one logger, so a logger is a run of its own, selected by the variable `LOGGER`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::package::workspace;
use crate::table;

const LOGGERS: [&str; 4] = ["off", "errors", "nothing", "text"];
const STYLES: [&str; 9] = [
    "plain",
    "hand",
    "hand_kv",
    "limit",
    "tracked",
    "tracing",
    "fastrace",
    "logcall",
    "log_derive",
];
/// The first is what no logger can be faster than.
const FILES: [&str; 5] = ["write", "env_logger", "flexi_logger", "tracing", "tracked"];
const BUFFERED: [&str; 3] = [
    "flexi_logger_buffered",
    "tracing_buffered",
    "tracked_buffered",
];

/// The figures of a table: by row and column.
type Figures = BTreeMap<(String, String), f64>;

/// Prints the instructions of a call with each logger.
pub fn count_instructions() {
    for logger in LOGGERS {
        let mut bench = bench("instructions", logger);
        bench
            .args(["--output-format=json"])
            .stderr(Stdio::inherit());
        let output = bench.output().expect("cargo");
        assert!(
            output.status.success(),
            "is gungraun-runner installed? see README.md"
        );
        let figures = String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .map(|summary| instructions(&summary).expect("a summary of gungraun"))
            .collect();
        print(
            &format!("Instructions of a call, logger: {logger}"),
            &figures,
            &STYLES,
            "plain",
            false,
        );
    }
}

/// The row, the column and the instructions in a summary of gungraun.
fn instructions(summary: &Value) -> Option<((String, String), f64)> {
    let row = summary["function_name"].as_str()?.to_owned();
    let column = summary["id"].as_str()?.to_owned();
    let count = summary.pointer("/profiles/0/data/total/metrics/Ir/values/new")?;
    Some(((row, column), count.as_f64()?))
}

/// Prints the time of a call with each logger that is on, then with loggers that write to a file.
pub fn measure_time(rounds: usize) {
    let mut fastest = BTreeMap::new();
    for _ in 0..rounds {
        for logger in &LOGGERS[2..] {
            keep_fastest(&mut fastest, "time", logger);
        }
        for logger in FILES.iter().chain(&BUFFERED) {
            keep_fastest(&mut fastest, "file", logger);
        }
    }
    for (title, group, columns, base) in [
        (
            "Nanoseconds of a call, logger: nothing",
            "nothing",
            &STYLES[..],
            "hand",
        ),
        (
            "Nanoseconds of a call, logger: text",
            "text",
            &STYLES,
            "hand",
        ),
        (
            "Nanoseconds of a call, to a file, a write for each record",
            "file",
            &FILES,
            "write",
        ),
        (
            "Nanoseconds of a call, to a file, buffered",
            "buffered",
            &BUFFERED,
            "flexi_logger_buffered",
        ),
    ] {
        print(title, &fastest[group], columns, base, true);
    }
}

/// Runs a benchmark of criterion, and keeps the medians that are smaller than before.
fn keep_fastest(fastest: &mut BTreeMap<String, Figures>, benchmark: &str, logger: &str) {
    let home = workspace().join("target/bench-times");
    _ = fs::remove_dir_all(&home);
    let output = bench(benchmark, logger)
        .args(["--noplot", "--quiet"])
        .env("CRITERION_HOME", &home)
        .output()
        .expect("cargo");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    // The folders are group/row/column/new.
    for group in folders(&home) {
        let figures = fastest.entry(name(&group)).or_default();
        for row in folders(&group) {
            for column in folders(&row).filter(|folder| folder.join("new").is_dir()) {
                let median = median(&column.join("new/estimates.json"));
                let figure = figures.entry((name(&row), name(&column))).or_insert(median);
                *figure = figure.min(median);
            }
        }
    }
}

fn median(estimates: &Path) -> f64 {
    let text = fs::read_to_string(estimates).expect("estimates of criterion");
    let estimates: Value = serde_json::from_str(&text).expect("JSON");
    estimates["median"]["point_estimate"]
        .as_f64()
        .expect("a median")
}

fn folders(parent: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(parent).expect("a folder of criterion");
    entries
        .map(|entry| entry.expect("a folder of criterion").path())
        .filter(|path| path.is_dir() && path.file_name().is_some_and(|name| name != "report"))
}

fn name(path: &Path) -> String {
    let name = path.file_name().expect("a name");
    name.to_string_lossy().into_owned()
}

/// `cargo bench` of a benchmark with a logger.
fn bench(benchmark: &str, logger: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(workspace())
        .args([
            "bench",
            "--quiet",
            "--package=tracked-bench",
            "--bench",
            benchmark,
            "--",
        ])
        .env("LOGGER", logger)
        .env_remove("RUST_LOG")
        .env_remove("TRACEPARENT");
    cargo
}

/// Prints the figures, and in brackets what they are to those of a column: a ratio, or the difference.
fn print(title: &str, figures: &Figures, columns: &[&str], base: &str, is_ratio: bool) {
    let relation = if is_ratio {
        "ratio to"
    } else {
        "difference to"
    };
    table::print_head(&format!("{title} ({relation} {base})"), columns);
    let mut rows: Vec<&str> = figures.keys().map(|(row, _)| row.as_str()).collect();
    rows.dedup();
    for row in rows {
        let figure = |column: &str| figures[&(row.to_owned(), column.to_owned())];
        let cells: Vec<String> = columns
            .iter()
            .map(|column| match (figure(column), figure(base)) {
                (figure, base) if is_ratio => format!("{figure:.0} ({:.2})", figure / base),
                (figure, base) => format!("{figure:.0} ({:+.0})", figure - base),
            })
            .collect();
        table::print_row(row, &cells);
    }
}
