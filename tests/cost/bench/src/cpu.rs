//! The processor time of commands.

use std::fs;
use std::process::{Command, Stdio};

/// Runs a command and returns the seconds of processor time that the command and its children used.
pub fn seconds(command: &mut Command) -> f64 {
    let before = seconds_of_children();
    let output = command
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{errors}");
    seconds_of_children() - before
}

/// The user and system time of all children that have exited, from `proc(5)`.
fn seconds_of_children() -> f64 {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    // The second field is the name of the program, which may contain spaces.
    let (_, fields) = stat.rsplit_once(") ").expect("a name in brackets");
    let ticks: u32 = fields
        .split(' ')
        .skip(13)
        .take(2)
        .map(|field| field.parse::<u32>().expect("a number"))
        .sum();
    f64::from(ticks) / TICKS_PER_SECOND
}

/// The smallest of some figures: other processes can only add to a figure.
pub fn minimum(figures: &[f64]) -> f64 {
    figures.iter().copied().fold(f64::INFINITY, f64::min)
}
