//! How do nested calls look?
//!
//! ```sh
//! cargo run --example nested
//! ```
//!
//! logs to stderr, as a tree if stderr is a terminal,
//!
//! ```text
//! 2026-11-22 12:00:00,123 - INFO - start import(rows=["7", "x", "40"])
//! 2026-11-22 12:00:00,123 - INFO - start parse(row="7")
//! 2026-11-22 12:00:00,123 - INFO - done parse(row="7") in 1.20µs
//! 2026-11-22 12:00:00,123 - INFO - start parse(row="x")
//! 2026-11-22 12:00:00,123 - ERROR - error parse(row="x") in 1.20µs: invalid digit found in string
//! 2026-11-22 12:00:00,123 - INFO - start parse(row="40")
//! 2026-11-22 12:00:00,123 - INFO - done parse(row="40") in 1.20µs
//! 2026-11-22 12:00:00,123 - INFO - start Stock::add(amount=47)
//! 2026-11-22 12:00:00,123 - INFO - done Stock::add(amount=47) in 1.20µs
//! 2026-11-22 12:00:00,123 - INFO - done import(rows=["7", "x", "40"]) in 1.20ms
//! ```

use std::num::ParseIntError;

use tracked_core::tracked;

fn main() {
    tracked_core::init();
    import(&["7", "x", "40"]);
}

#[tracked]
fn import(rows: &[&str]) -> Stock {
    let mut stock = Stock::default();
    // A row that is not a number leaves its error in the log, and the import continues without it.
    stock.add(rows.iter().flat_map(|row| parse(row)).sum());
    stock
}

#[tracked]
fn parse(row: &str) -> Result<u32, ParseIntError> {
    row.parse()
}

#[derive(Default)]
struct Stock {
    amount: u32,
}

impl Stock {
    #[tracked]
    fn add(&mut self, amount: u32) {
        self.amount += amount;
    }
}
