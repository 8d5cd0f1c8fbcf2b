//! Does the log file keep its guarantees if programs exit, are killed, fork, share a file or fill the disk?
//!
//! ```sh
//! cargo test -p tracked-tests --test logger_reliability
//! ```
//!
//! prints a table: how many records each program has acknowledged, and how many of them are in its files. Each row runs
//! this binary again as a program of `writers.rs`, which acknowledges its records through a pipe. The guarantees are
//! those of section 5 of `docs/contract.md`.

#![cfg_attr(not(unix), allow(unused_imports, reason = "the rows need Unix"))]

use std::env;
use std::process::ExitCode;
use std::time::Instant;

#[cfg(unix)]
mod log_files;
#[cfg(unix)]
mod processes;
#[cfg(unix)]
mod rows;
#[cfg(unix)]
mod writers;

/// Before the number of runs of each row.
const REPEAT: &str = "repeat=";

#[cfg(not(unix))]
fn main() {
    println!("not run: the rows need signals, forks and limits of Unix");
}

#[cfg(unix)]
fn main() -> ExitCode {
    if let Some(program) = processes::program() {
        writers::start(&program);
        return ExitCode::SUCCESS;
    }
    // Test runners ask for a list of tests.
    if env::args().any(|arg| arg == "--list") {
        return ExitCode::SUCCESS;
    }
    let start = Instant::now();
    println!("{}", rows::HEADER);
    // For example, `cargo test --test logger_reliability -- midnight repeat=100` runs the rows with this word a hundred
    // times.
    let (repeat, words): (Vec<_>, Vec<_>) = env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with('-'))
        .partition(|arg| arg.starts_with(REPEAT));
    let times = repeat.first().map_or(1, |repeat| {
        repeat[REPEAT.len()..].parse().expect("a number of runs")
    });
    let rows = rows::ROWS.iter().filter(|row| {
        words.is_empty() || words.iter().any(|word| row.name().contains(word.as_str()))
    });
    let mut broken = 0;
    for row in rows {
        let mut misses = 0;
        for _ in 0..times {
            let outcome = row.run();
            misses += u32::from(outcome.is_broken());
            if times == 1 || outcome.is_broken() {
                println!("{outcome}");
            }
        }
        if times > 1 {
            println!("{:<38}  {misses} misses in {times} runs", row.name());
        }
        broken += misses;
    }
    println!("{broken} promises broken, {:.1?}\n", start.elapsed());
    if broken == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
