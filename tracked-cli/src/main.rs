//! `tracked`: what failed and where it began, what never ended, what is slow.
//!
//! ```text
//! main
//!   |
//! command    one file per command: what it collects, and how it shows it
//!   |
//! args       the command line
//!   |
//! ship       the log as a queue: what is new goes to a collector (cargo feature `ship`)
//!   |
//! otlp       calls as spans of OpenTelemetry
//!   |
//! output     tables, JSON, CSV
//!   |
//! model      from records to calls
//!   |
//! read       from bytes to records
//! ```
#![forbid(unsafe_code)]

use std::io::{self, ErrorKind};
use std::process::ExitCode;

use clap::Parser;

mod args;
mod command;
mod model;
mod otlp;
mod output;
mod read;
#[cfg(feature = "ship")]
mod ship;

fn main() -> ExitCode {
    let args = args::Args::parse();
    match command::run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::from(2)
        }
    }
}

fn report(error: &io::Error) {
    use io::Write;
    let _ = writeln!(
        anstream::stderr(),
        "tracked: {}",
        output::escape::escape(&error.to_string())
    );
}
