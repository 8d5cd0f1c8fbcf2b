//! A nightly import of order files: one call for each file, and a file that fails does not stop the run.
//!
//! It imports the files of the command line. The exit status is 1 if any file failed. Without arguments it demonstrates
//! this with three files of the repository, one of which has a bad row, and ends with status 0.
//!
//! ```sh
//! cargo run --example import_orders
//! ```
//!
//! prints
//!
//! ```text
//! 2 of 3 files: 5 orders, 21 items
//! ```
//!
//! and logs to stderr, where a terminal shows it as in the picture of the README,
//!
//! ```text
//! 2026-11-22 02:00:00,123 - INFO - start import(file="examples/import/monday.csv")
//! 2026-11-22 02:00:00,123 - INFO - start parse(rows=3)
//! 2026-11-22 02:00:00,123 - INFO - done parse(rows=3) in 6.20µs
//! 2026-11-22 02:00:00,123 - INFO - start store(orders=3, api_token=[redacted], attempt=1)
//! 2026-11-22 02:00:00,123 - WARN - error store(orders=3, api_token=[redacted], attempt=1) in 1.20µs: the server is busy
//! 2026-11-22 02:00:00,123 - INFO - start store(orders=3, api_token=[redacted], attempt=2)
//! 2026-11-22 02:00:00,144 - WARN - done store(orders=3, api_token=[redacted], attempt=2) in 20.10ms (slow)
//! 2026-11-22 02:00:00,144 - INFO - done import(file="examples/import/monday.csv") in 20.60ms
//! 2026-11-22 02:00:00,144 - INFO - start import(file="examples/import/tuesday.csv")
//! 2026-11-22 02:00:00,144 - INFO - start parse(rows=2)
//! 2026-11-22 02:00:00,144 - ERROR - error parse(rows=2) in 7.40µs: row 2: invalid digit found in string
//! 2026-11-22 02:00:00,144 - ERROR - error import(file="examples/import/tuesday.csv") in 82.10µs: row 2: invalid digit found in string
//! 2026-11-22 02:00:00,144 - INFO - start import(file="examples/import/wednesday.csv")
//! 2026-11-22 02:00:00,144 - INFO - start parse(rows=2)
//! 2026-11-22 02:00:00,144 - INFO - done parse(rows=2) in 4.90µs
//! 2026-11-22 02:00:00,144 - INFO - start store(orders=2, api_token=[redacted], attempt=1)
//! 2026-11-22 02:00:00,144 - INFO - done store(orders=2, api_token=[redacted], attempt=1) in 1.10µs
//! 2026-11-22 02:00:00,144 - INFO - done import(file="examples/import/wednesday.csv") in 71.30µs
//! ```

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::num::ParseIntError;
use std::process::ExitCode;
use std::thread::sleep;
use std::time::Duration;
use std::{env, fs};

use tracked_core::tracked;

/// The files of the demonstration. The second one has a bad row.
const DEMONSTRATION: [&str; 3] = [
    "examples/import/monday.csv",
    "examples/import/tuesday.csv",
    "examples/import/wednesday.csv",
];

#[tracked]
fn import(file: &str) -> Result<Vec<u32>, Box<dyn Error>> {
    let items = parse(&fs::read_to_string(file)?)?;
    let send = |attempt| store(items.len(), "secret", attempt);
    send(1).or_else(|_| send(2))?;
    Ok(items)
}

#[tracked(skip_all, fields(rows = text.lines().count()))]
fn parse(text: &str) -> Result<Vec<u32>, BadRow> {
    let mut items = Vec::new();
    for (number, row) in (1..).zip(text.lines()) {
        let count = row.split(',').nth(1).unwrap_or_default();
        items.push(count.parse().map_err(|cause| BadRow { number, cause })?);
    }
    Ok(items)
}

/// Its errors are warnings because the call is repeated.
#[tracked(slow = "10ms", err(level = "warn"))]
fn store(orders: usize, api_token: &str, attempt: u32) -> Result<(), &'static str> {
    let _request = (orders, api_token);
    match (orders, attempt) {
        (3.., 1) => return Err("the server is busy"),
        (3.., _) => sleep(Duration::from_millis(20)),
        _ => {}
    }
    Ok(())
}

fn main() -> ExitCode {
    tracked_core::init();
    let mut files: Vec<String> = env::args().skip(1).collect();
    let is_demonstration = files.is_empty();
    if is_demonstration {
        files = DEMONSTRATION.map(str::to_owned).to_vec();
    }

    let imported: Vec<Vec<u32>> = files.iter().filter_map(|file| import(file).ok()).collect();
    let items = imported.concat();
    println!(
        "{} of {} files: {} orders, {} items",
        imported.len(),
        files.len(),
        items.len(),
        items.iter().sum::<u32>()
    );
    if imported.len() == files.len() || is_demonstration {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

#[derive(Debug)]
struct BadRow {
    number: usize,
    cause: ParseIntError,
}

impl Display for BadRow {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "row {}", self.number)
    }
}

impl Error for BadRow {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.cause)
    }
}
