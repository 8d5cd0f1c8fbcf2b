//! What a thousand functions cost to compile, and to keep.

use std::path::Path;
use std::process::Command;

use super::Wanted;
use super::column::Column;
use super::cpu::median;
use super::function::program;
use super::package::{Package, Profile};
use crate::table::Table;

const FUNCTIONS: u32 = 1_000;

/// Prints the tables.
pub fn measure(wanted: &Wanted) {
    for (section, profile, title) in [
        ("check", Profile::Check, "cargo check"),
        ("debug", Profile::Debug, "cargo build"),
        ("release", Profile::Release, "cargo build --release"),
    ] {
        if wanted.section(section) {
            compile(wanted, profile, title);
        }
    }
}

fn compile(wanted: &Wanted, profile: Profile, title: &str) {
    let columns = wanted.columns(&Column::ALL);
    let names: Vec<&str> = columns.iter().map(|column| column.name()).collect();
    let table = Table::begin(
        &format!("{title} of {FUNCTIONS} functions, dependencies not counted"),
        &names,
    );
    let packages: Vec<Package> = columns
        .iter()
        .map(|column| with_dependencies(*column, profile))
        .collect();
    let mut seconds = vec![Vec::new(); columns.len()];
    // Column by column within a round, so that a busy minute of the machine's is shared by all.
    for _ in 0..wanted.rounds() {
        for ((column, package), seconds) in columns.iter().zip(&packages).zip(&mut seconds) {
            seconds.push(package.compile_program(profile, &program(*column, FUNCTIONS)));
        }
    }
    let cells: Vec<String> = seconds
        .iter_mut()
        .map(|seconds| format!("{:.1}", median(seconds)))
        .collect();
    table.line("CPU seconds", &cells);
    if profile == Profile::Release {
        let cells: Vec<String> = packages
            .iter()
            .map(|package| text_size(&package.program(profile)).to_string())
            .collect();
        table.line("text of the program, kB", &cells);
    }
}

/// A package for the functions of a column, of which all but these is compiled.
pub fn with_dependencies(column: Column, profile: Profile) -> Package {
    let package = Package::new(
        &format!("functions-{}", column.name()),
        &column.dependencies(),
    );
    package.compile(profile);
    package
}

/// How much code and constants there is in a program, in kB.
fn text_size(program: &Path) -> u64 {
    let output = Command::new("size")
        .arg(program)
        .output()
        .expect("`size` of binutils");
    let output = String::from_utf8_lossy(&output.stdout);
    let bytes: u64 = output
        .lines()
        .nth(1)
        .and_then(|line| line.split_whitespace().next()?.parse().ok())
        .expect("a line of figures");
    bytes / 1_000
}
