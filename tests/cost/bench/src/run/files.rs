//! How fast records get into a file.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use super::folder::Folder;
use super::times::median;
use super::way::Way;
use super::{threads, worker};
use crate::table::Table;

const ROUNDS: usize = 11;

/// A write for each record.
pub fn unbuffered() {
    let race = Race {
        ways: &[
            Way::Raw,
            Way::EnvLogger,
            Way::Flexi,
            Way::Tracing,
            Way::Tracked,
        ],
        calls: 50_000,
        goal: 0.95,
    };
    let table = race.begin("To a file, a write for each record: thousand calls a second");
    race.run(&table, 1);
}

/// Many records a write.
pub fn buffered() {
    let race = Race {
        ways: &[
            Way::FlexiBuffered,
            Way::TracingAppender,
            Way::TrackedBuffered,
        ],
        calls: 200_000,
        goal: 1.0,
    };
    let table = race.begin("To a file, buffered: thousand calls a second");
    race.run(&table, 1);
    race.run(&table, 2);
}

/// Ways that are compared.
struct Race {
    /// The last of them is to be as fast as the first.
    ways: &'static [Way],
    calls: u32,
    /// What share of the first's speed the last is to have.
    goal: f64,
}

impl Race {
    fn begin(&self, title: &str) -> Table {
        let mut head: Vec<&str> = self.ways.iter().map(|way| way.name()).collect();
        let share = format!("{} / {}", head[head.len() - 1], head[0]);
        head.extend([share.as_str(), "goal"]);
        Table::begin(title, &head)
    }

    /// Has the ways take turns, and prints the middle of what they did.
    fn run(&self, table: &Table, threads: u32) {
        let rounds: Vec<Vec<f64>> = (0..ROUNDS)
            .map(|_| {
                self.ways
                    .iter()
                    .map(|way| rate(*way, threads, self.calls))
                    .collect()
            })
            .collect();
        let middle = |figure: &dyn Fn(&Vec<f64>) -> f64| {
            median(&mut rounds.iter().map(figure).collect::<Vec<f64>>())
        };
        let last = self.ways.len() - 1;
        let mut cells: Vec<String> = (0..=last)
            .map(|way| format!("{:.0}", middle(&|rates| rates[way]) / 1_000.0))
            .collect();
        cells.push(format!("{:.2}", middle(&|rates| rates[last] / rates[0])));
        cells.push(format!("≥ {:.2}", self.goal));
        let plural = if threads == 1 { "" } else { "s" };
        table.line(&format!("{threads} thread{plural}"), &cells);
    }
}

/// How many calls a second a way does, each with two records.
fn rate(way: Way, threads: u32, calls: u32) -> f64 {
    let folder = Folder::new();
    let path = folder.path().join("log");
    let mut worker = worker::command();
    worker
        .env_remove("RUST_LOG")
        .args(["file", &way.key()])
        .arg(&path)
        .args([threads, calls].map(|number| number.to_string()));
    let figures = worker::figures(worker);
    let lines = BufReader::new(File::open(&path).expect("a log"))
        .lines()
        .count();
    assert_eq!(lines, 2 * calls as usize, "{} lost records", way.name());
    figures[0]
}

/// What a worker does to measure a way.
pub fn work(words: &[String]) -> f64 {
    let [way, path, numbers @ ..] = words else {
        panic!("{words:?}?");
    };
    let numbers: Vec<u32> = numbers
        .iter()
        .filter_map(|word| word.parse().ok())
        .collect();
    let [threads, calls] = numbers[..] else {
        panic!("{words:?}?");
    };
    let log = Way::by_key(way).expect("a way").open(Path::new(path));
    let begun = Instant::now();
    threads::time(threads, || (log.call)(u64::from(calls / threads)));
    (log.flush)();
    f64::from(calls) / begun.elapsed().as_secs_f64()
}
