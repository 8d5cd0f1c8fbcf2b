//! A call takes as many instructions as `instructions.txt` says, within 5 %. The test fails on fewer instructions too,
//! so that an improvement is recorded.
//!
//! `UPDATE_EXPECT=1 cargo test --test cost instructions` writes the file. Its first line names the compiler and the
//! target that it is valid for. With another one, or without valgrind, the test is skipped.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, thread};

use crate::optimised::{self, Crates};
use crate::skip::skip;

/// Each call by its logger and its function.
const CALLS: [[&str; 2]; 12] = [
    ["off", "add"],
    ["off", "parse"],
    ["off", "async"],
    ["off", "nest"],
    ["errors", "add"],
    ["errors", "parse"],
    ["nothing", "add"],
    ["nothing", "parse"],
    ["text", "add"],
    ["text", "parse"],
    ["text", "query"],
    ["text", "unredacted"],
];

#[test]
fn a_call_takes_as_many_instructions_as_before() {
    if let Err(missing) = Command::new("valgrind").arg("--version").output() {
        return skip(&format!(
            "no instructions are counted: valgrind can't be run: {missing}"
        ));
    }
    let is_update = env::var_os("UPDATE_EXPECT").is_some();
    let (compiler, baseline) = (compiler(), baseline());
    let known = baseline.lines().next().unwrap_or_default();
    if known != compiler && !is_update {
        return skip(&format!(
            "no instructions are counted: the baseline is of {known}, this is {compiler}"
        ));
    }
    let counted = count_all();
    if is_update {
        let mut text = compiler + "\n";
        for ([logger, function], count) in CALLS.iter().zip(counted) {
            writeln!(text, "{logger} {function} {count}").unwrap();
        }
        return fs::write(path(), text).unwrap();
    }
    let mut differences = String::new();
    for ([logger, function], count) in CALLS.iter().zip(counted) {
        let before = before(&baseline, &format!("{logger} {function} "));
        if !is_near(count, before) {
            writeln!(
                differences,
                "{logger} {function}: {count} instructions, {before} before"
            )
            .unwrap();
        }
    }
    assert!(
        differences.is_empty(),
        "{differences}(`UPDATE_EXPECT=1` writes the new counts)"
    );
}

/// According to the baseline, which the test above compares with this build.
#[test]
fn the_search_for_secrets_costs_at_most_five_percent() {
    let baseline = baseline();
    let [redacted, unredacted] =
        ["query", "unredacted"].map(|call| before(&baseline, &format!("text {call} ")));
    assert!(redacted <= unredacted + unredacted / 20);
}

#[test]
fn a_difference_of_more_than_five_percent_is_found() {
    for (count, before, near) in [
        (10, 10, true),
        (12, 10, true),
        (13, 10, false),
        (8, 10, true),
        (7, 10, false),
        (1050, 1000, true),
        (1051, 1000, false),
        (949, 1000, false),
    ] {
        assert_eq!(is_near(count, before), near, "{count} after {before}");
    }
}

/// Whether the counts differ by at most 5 %, or by at most two instructions if that is more.
fn is_near(count: u64, before: u64) -> bool {
    count.abs_diff(before) <= (before / 20).max(2)
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cost/instructions.txt")
}

/// Empty if the file does not exist.
fn baseline() -> String {
    fs::read_to_string(path()).unwrap_or_default()
}

fn before(baseline: &str, call: &str) -> u64 {
    baseline
        .lines()
        .find_map(|line| line.strip_prefix(call))
        .and_then(|count| count.parse().ok())
        .unwrap_or_else(|| panic!("no `{call}` in the baseline"))
}

/// For example `rustc 1.95.0 (59807616e 2026-04-14) for x86_64-unknown-linux-gnu`
fn compiler() -> String {
    let version = optimised::compiler();
    let target = version.lines().find_map(|line| line.strip_prefix("host: "));
    format!(
        "{} for {}",
        version.lines().next().unwrap(),
        target.unwrap()
    )
}

/// The instructions of each call, in the order of [`CALLS`]. Runs two programs at a time.
fn count_all() -> Vec<u64> {
    let program = optimised::folder().join("instructions");
    Crates::compiled(None).compile("cost/programs/instructions.rs", &program, &[]);
    let (first, second) = CALLS.split_at(CALLS.len() / 2);
    let of = |calls: &[[&str; 2]]| -> Vec<u64> {
        calls.iter().map(|call| count(&program, *call)).collect()
    };
    thread::scope(|scope| {
        let second = scope.spawn(|| of(second));
        let mut counts = of(first);
        counts.extend(second.join().unwrap());
        counts
    })
}

/// The difference between two runs, one with twice as many calls, is the cost of the calls without that of the program.
fn count(program: &Path, call: [&str; 2]) -> u64 {
    const CALLS: u64 = 1_000;
    count_of(program, call, CALLS)
}

/// The instructions of one call, measured by a number of calls.
pub fn count_of(program: &Path, call: [&str; 2], calls: u64) -> u64 {
    let [once, twice] = [calls, 2 * calls].map(|calls| collect(program, call, calls));
    (twice - once + calls / 2) / calls
}

fn collect(program: &Path, call: [&str; 2], calls: u64) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(call)
        .arg(calls.to_string())
        // A parent from the environment would change the cost.
        .env_remove("TRACEPARENT")
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{report}");
    report
        .lines()
        .find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok())
        .unwrap_or_else(|| panic!("no count in:\n{report}"))
}
