//! Prints what tracking costs next to code by hand and to other crates.
//!
//! README.md describes the commands and how to read each table.

mod calls;
mod compile;
mod cpu;
mod file;
mod forms;
mod function;
mod package;
mod program;
mod rotation;
mod style;
mod table;

use std::env;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["build", ref options @ ..] => compile::measure(options),
        ["instructions"] => calls::count_instructions(),
        ["time", ref options @ ..] => calls::measure_time(rounds(options, 3)),
        ["file", ref options @ ..] => file::measure(rounds(options, 11)),
        ["rotation", ref options @ ..] => rotation::measure(rounds(options, 5)),
        _ => panic!("expected `build`, `instructions`, `time`, `file` or `rotation`"),
    }
}

/// The number of rounds: the option `rounds=N`, or the default.
fn rounds(options: &[&str], default: usize) -> usize {
    options
        .iter()
        .find_map(|option| option.strip_prefix("rounds="))
        .map_or(default, |number| {
            number.parse().expect("a number of rounds")
        })
}
