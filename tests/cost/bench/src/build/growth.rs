//! Whether twice the functions take more than twice as long to compile.

use super::Wanted;
use super::column::Column;
use super::compile::with_dependencies;
use super::cpu::median;
use super::function::program;
use super::package::Profile;
use crate::table::Table;

/// Prints the table: milliseconds for each function.
pub fn measure(wanted: &Wanted) {
    const COUNTS: [(&str, u32); 3] = [("100", 100), ("1,000", 1_000), ("10,000", 10_000)];
    let table = Table::begin(
        "CPU milliseconds for each `#[tracked]` function, by how many there are",
        &COUNTS.map(|(name, _)| name),
    );
    for (what, profile, most) in [
        ("cargo check", Profile::Check, 10_000),
        ("cargo build", Profile::Debug, 10_000),
        ("cargo build --release", Profile::Release, 1_000),
    ] {
        let package = with_dependencies(Column::Tracked, profile);
        let cells = COUNTS.map(|(_, count)| {
            // So many functions are their own average, and nothing for the quick.
            let rounds = match (count > 1_000, wanted.rounds()) {
                (true, 1) => 0,
                (true, _) => 1,
                (false, rounds) => rounds,
            };
            if count > most || rounds == 0 {
                return String::new();
            }
            let mut seconds: Vec<f64> = (0..rounds)
                .map(|_| package.compile_program(profile, &program(Column::Tracked, count)))
                .collect();
            format!("{:.1}", median(&mut seconds) * 1_000.0 / f64::from(count))
        });
        table.line(what, &cells);
    }
}
