//! Prints what tracking costs next to code by hand and to other crates.
//!
//! `build` measures the compiler, `dependencies` the crates that an application adds, `instructions` and `time` the
//! calls. README.md describes the options and how to read each table.

mod build;
mod calls;
mod cpu;
mod dependencies;
mod package;
mod program;
mod style;
mod table;

use std::env;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["build", ref options @ ..] => build::measure(options),
        ["dependencies", ref options @ ..] => dependencies::measure(rounds(options)),
        ["instructions"] => calls::count_instructions(),
        ["time", ref options @ ..] => calls::measure_time(rounds(options)),
        _ => panic!("expected `build`, `dependencies`, `instructions` or `time`: see README.md"),
    }
}

/// The number of rounds: the option `rounds=N`, or 3.
fn rounds(options: &[&str]) -> usize {
    options
        .iter()
        .find_map(|option| option.strip_prefix("rounds="))
        .map_or(3, |number| number.parse().expect("a number of rounds"))
}
