//! Processes of this program that measure, since a process can have but one logger.

use std::env;
use std::process::{Command, Stdio};

use super::mode::Mode;
use super::subject::{self, Subject};
use super::{allocations, files, growth, instructions, times};

/// The word that makes this program a worker.
pub const WORKER: &str = "worker";

/// This program, as a worker.
pub fn command() -> Command {
    let mut command = Command::new(env::current_exe().expect("a program"));
    command.arg(WORKER);
    command
}

/// What a worker tells: a figure a line.
pub fn figures(mut command: Command) -> Vec<f64> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", output.status);
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| line.parse().expect("a figure"))
        .collect()
}

/// Does what a worker is told to.
pub fn work(words: &[String]) {
    let [measure, words @ ..] = words else {
        panic!("what is to be measured?");
    };
    match measure.as_str() {
        "instructions" => {
            let (calls, words) = words.split_first().expect("how many calls");
            instructions::work(calls.parse().expect("a number"), &subjects(words));
        }
        "times" => tell(times::work(&subjects(words))),
        "allocations" => tell(allocations::work(&subjects(words))),
        "threads" => tell(growth::work()),
        "file" => tell([files::work(words)]),
        measure => panic!("{measure}?"),
    }
}

fn subjects(words: &[String]) -> Vec<Subject> {
    let [mode, names @ ..] = words else {
        panic!("what becomes of records?");
    };
    let mode = Mode::named(mode).expect("a mode");
    mode.set_up();
    names
        .iter()
        .map(|name| subject::named(name, mode))
        .collect()
}

fn tell(figures: impl IntoIterator<Item = f64>) {
    for figure in figures {
        println!("{figure}");
    }
}
