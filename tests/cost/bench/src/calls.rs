//! Runs the benchmarks of `benches/` once for each logger, and prints what they measured side by side.
//!
//! A process can have only one logger, so a logger is a run of its own, selected by the variable `LOGGER`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::package::workspace;
use crate::style::Style;
use crate::table;

const LOGGERS: [&str; 3] = ["off", "nothing", "text"];

/// The figures of a table: by row and column.
type Figures = BTreeMap<(String, String), f64>;

/// Prints the instructions of a call with each logger.
pub fn count_instructions() {
    for logger in LOGGERS {
        let output = bench("instructions")
            .args(["--output-format=json"])
            .env("LOGGER", logger)
            .stderr(Stdio::inherit())
            .output()
            .expect("cargo");
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
            &format!("Instructions of a call, logger: {logger} (difference to plain)"),
            &figures,
            |figure, row| format!("{:+.0}", figure - figures[&key(row, "plain")]),
        );
        print_cost_of_search(&figures);
    }
}

/// Prints how much of a call the search for secrets takes.
fn print_cost_of_search(figures: &Figures) {
    let columns = figures.keys().filter(|(_, column)| column == "tracked");
    let costs = columns.map(|(row, column)| {
        let without = figures[&key(row, "unredacted")];
        let cost = figures[&key(row, column)] / without - 1.0;
        format!("{row} {:+.1} %", 100.0 * cost)
    });
    let costs: Vec<String> = costs.collect();
    println!("`tracked` above `unredacted`: {}\n", costs.join(", "));
}

/// The row, the column and the instructions in a summary of gungraun.
fn instructions(summary: &Value) -> Option<((String, String), f64)> {
    let row = summary["function_name"].as_str()?.to_owned();
    let column = summary["id"].as_str()?.to_owned();
    let count = summary.pointer("/profiles/0/data/total/metrics/Ir/values/new")?;
    let count = count.as_f64()? / calls(&row);
    Some(((row, column), count))
}

/// Prints the time of a call with each logger that is on.
pub fn measure_time(rounds: usize) {
    let mut fastest: BTreeMap<&str, Figures> = BTreeMap::new();
    for _ in 0..rounds {
        for logger in &LOGGERS[1..] {
            let fastest = fastest.entry(logger).or_default();
            for (key, median) in medians(logger) {
                let figure = fastest.entry(key).or_insert(median);
                *figure = figure.min(median);
            }
        }
    }
    for (logger, figures) in &fastest {
        print(
            &format!("Nanoseconds of a call, logger: {logger} (ratio to hand)"),
            figures,
            |figure, row| format!("{:.2}", figure / figures[&key(row, "hand")]),
        );
    }
}

/// Runs the benchmark of criterion, and reads its medians.
fn medians(logger: &str) -> Figures {
    let home = workspace().join("target/bench-times");
    _ = fs::remove_dir_all(&home);
    let output = bench("time")
        .args(["--noplot", "--quick"])
        .env("LOGGER", logger)
        .env("CRITERION_HOME", &home)
        .output()
        .expect("cargo");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    // The folders are group/row/column/new.
    let mut figures = Figures::new();
    for row in folders(&home.join(logger)) {
        for column in folders(&row).filter(|folder| folder.join("new").is_dir()) {
            let median = median(&column.join("new/estimates.json")) / calls(&name(&row));
            figures.insert((name(&row), name(&column)), median);
        }
    }
    figures
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

/// `cargo bench` of a benchmark.
pub fn bench(benchmark: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(workspace())
        .args(["bench", "--quiet", "--package=tracked-bench", "--bench"])
        .args([benchmark, "--"])
        .env_remove("RUST_LOG")
        .env_remove("TRACEPARENT");
    cargo
}

/// The number of calls that a row makes. `benches/support/texts.rs` has their arguments.
fn calls(row: &str) -> f64 {
    match row {
        "prose" | "code" | "tokens" => 40.0,
        _ => 1.0,
    }
}

fn key(row: &str, column: &str) -> (String, String) {
    (row.to_owned(), column.to_owned())
}

/// Prints each figure, and in brackets its relation to another one of the row.
fn print(title: &str, figures: &Figures, relate: impl Fn(f64, &str) -> String) {
    let columns = Style::ALL.map(Style::name);
    table::print_head(title, &columns);
    let mut rows: Vec<&str> = figures.keys().map(|(row, _)| row.as_str()).collect();
    rows.dedup();
    for row in rows {
        let cells = columns.map(|column| {
            let figure = figures[&key(row, column)];
            format!("{figure:.0} ({})", relate(figure, row))
        });
        table::print_row(row, &cells);
    }
}
