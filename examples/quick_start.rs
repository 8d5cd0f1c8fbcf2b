//! How does a batch job log each of its files? This is the first program of the README.
//!
//! ```sh
//! cargo run --example quick_start
//! ```
//!
//! appends to `import.log`, if there is a `monday.csv` but no `tuesday.csv`,
//!
//! ```text
//! 2026-11-22 12:00:00,123 - INFO - start import(file="monday.csv")
//! 2026-11-22 12:00:00,123 - INFO - done import(file="monday.csv") in 41.20µs
//! 2026-11-22 12:00:00,123 - INFO - start import(file="tuesday.csv")
//! 2026-11-22 12:00:00,123 - ERROR - error import(file="tuesday.csv") in 9.30µs: No such file or directory (os error 2)
//! ```

use std::{fs, io};
use tracked_core::tracked;

#[tracked]
fn import(file: &str) -> io::Result<usize> {
    Ok(fs::read_to_string(file)?.lines().count())
}

fn main() {
    tracked_core::builder().file("import.log").init();
    let _ = import("monday.csv");
    let _ = import("tuesday.csv");
}
