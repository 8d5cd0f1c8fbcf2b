//! The promises of the log file, kept by programs that end, are killed, fork, share a file or run out of disk.
//!
//! ```sh
//! cargo test -p tracked-tests --test logger_reliability
//! ```
//!
//! prints a table: how many records each program had logged, and what of them is in its files. Each row runs this
//! binary again as a program of `writers.rs`, which tells through a pipe what it has logged.

#![cfg_attr(
    not(unix),
    allow(unused_imports, reason = "there is nothing to run elsewhere")
)]

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

#[cfg(not(unix))]
fn main() {
    println!("not run: signals, forks and limits are those of Unix");
}

#[cfg(unix)]
fn main() -> ExitCode {
    if let Some(program) = processes::program() {
        writers::start(&program);
        return ExitCode::SUCCESS;
    }
    // What test runners ask for.
    if env::args().any(|arg| arg == "--list") {
        return ExitCode::SUCCESS;
    }
    let start = Instant::now();
    println!("{}", rows::HEADER);
    let broken = rows::ROWS
        .iter()
        .filter(|row| {
            let outcome = row.run();
            println!("{outcome}");
            outcome.is_broken()
        })
        .count();
    println!("{broken} promises broken, {:.1?}\n", start.elapsed());
    if broken == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
