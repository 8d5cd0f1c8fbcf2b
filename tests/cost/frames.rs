//! The backtrace of a panic shows the user's functions and none of ours, and a profile attributes the time of a body to
//! the user's function.
//!
//! `cargo test --test cost frames -- --nocapture` prints how many frames the attribute adds.

use std::fmt::Write as _;
use std::process::Command;

use crate::program::Program;

/// Functions that exist with every attribute, and the user's functions that their backtraces must have, from the
/// innermost to the outermost.
const FUNCTIONS: [(&str, &[&str]); 9] = [
    ("sync", &["fail", "sync", "run", "main"]),
    ("short", &["fail", "short", "run", "main"]),
    (
        "nested",
        &["fail", "sync", "user_code", "nested", "run", "main"],
    ),
    ("owned", &["fail", "owned", "run", "main"]),
    ("fallible", &["fail", "fallible", "run", "main"]),
    ("boxed", &["fail", "boxed", "run", "main"]),
    ("later", &["fail", "later", "finish", "run", "main"]),
    ("at_once", &["fail", "at_once", "finish", "run", "main"]),
    (
        "nested_later",
        &[
            "fail",
            "later",
            "finish",
            "user_code",
            "nested_later",
            "finish",
            "run",
            "main",
        ],
    ),
];

/// Functions that are only tracked.
const METHODS: [(&str, &[&str]); 4] = [
    ("deposit", &["fail", "deposit", "main"]),
    ("withdraw", &["fail", "withdraw", "main"]),
    ("close", &["fail", "close", "main"]),
    ("open", &["fail", "open", "main"]),
];

/// How the program is compiled. Without debug information, a backtrace has no inlined functions.
const PROFILES: [&str; 4] = ["dev", "dev-without-debug", "release", "release-with-debug"];

#[test]
fn a_backtrace_shows_every_function_of_the_user_and_none_of_ours() {
    let mut wrong = String::new();
    for profile in PROFILES {
        let program = Program::compiled("frames", profile);
        let plain = program.backtrace(["plain", "sync", "off"], "1");
        for (function, expected) in FUNCTIONS.iter().chain(&METHODS) {
            for mode in ["on", "off"] {
                let case = ["tracked", function, mode];
                let names = program.backtrace(case, "1");
                let is_users = |name: &String| name.contains("frames::") || plain.contains(name);
                if !names.iter().all(is_users) || !has_all(&names, expected) {
                    writeln!(wrong, "{profile} {case:?}: {names:#?}").unwrap();
                }
                let names = program.backtrace(case, "full");
                if !has_all(&names, expected) {
                    writeln!(wrong, "full {profile} {case:?}: {names:#?}").unwrap();
                }
            }
        }
        if program.has_frames_of_ours() {
            continue;
        }
        writeln!(wrong, "{profile}: RUST_BACKTRACE=full shows none of ours").unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// With `debug = "line-tables-only"`, an inlined function has a name without a path, and an async function has none. Of
/// ours, only the functions of std's traits are shown.
#[test]
fn a_backtrace_without_paths_shows_every_function_of_the_user() {
    let is_sync = |functions: &[&str]| !functions.contains(&"finish");
    let mut wrong = String::new();
    for profile in ["dev-with-lines", "release-with-lines"] {
        let program = Program::compiled("frames", profile);
        let functions = FUNCTIONS.iter().chain(&METHODS);
        for (function, expected) in functions.filter(|(_, functions)| is_sync(functions)) {
            for mode in ["on", "off"] {
                let case = ["tracked", function, mode];
                let names = program.backtrace(case, "1");
                let mut rest = names.iter();
                let has_all = expected.iter().all(|function| {
                    let generic = format!("{function}<");
                    rest.any(|name| name.ends_with(function) || name.starts_with(&generic))
                });
                let is_ours =
                    |name: &String| name.contains("tracked_core") || name.starts_with("run<");
                if !has_all || names.iter().any(is_ours) {
                    writeln!(wrong, "{profile} {case:?}: {names:#?}").unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_attribute_adds_as_many_frames_as_the_table_says() {
    let mut table =
        String::from("frames that an attribute adds to a backtrace, RUST_BACKTRACE=1\n");
    for profile in PROFILES {
        let program = Program::compiled("frames", profile);
        for (function, name) in [("sync", "sync"), ("later", "async")] {
            for mode in ["on", "off"] {
                let [plain, tracked, tracing] = ["plain", "tracked", "tracing"]
                    .map(|module| program.backtrace([module, function, mode], "1").len());
                let [tracked, tracing] = [tracked, tracing].map(|count| count.abs_diff(plain));
                writeln!(
                    table,
                    "{profile:<18} {name:<5} {mode:<3}  tracked {tracked:>2}  tracing {tracing:>2}"
                )
                .unwrap();
                // The closure around the body has a frame of its own.
                assert!(tracked <= 1, "{profile} {function} {mode}: {tracked}");
            }
        }
    }
    println!("{table}");
}

/// The symbols that contain the time of a body: `fail` is called from there.
#[test]
fn the_time_of_a_body_is_that_of_the_users_function() {
    let program = Program::compiled("frames", "release");
    for (function, _) in FUNCTIONS.iter().chain(&METHODS) {
        for mode in ["on", "off"] {
            let names = program.backtrace(["tracked", function, mode], "full");
            let fail = names.iter().position(|name| name.ends_with("::fail"));
            let caller = &names[fail.expect("the function that panics") + 1];
            let innermost = match *function {
                "nested" => "sync",
                "nested_later" => "later",
                other => other,
            };
            assert!(
                caller.starts_with("frames::") && caller.contains(&format!("::{innermost}")),
                "{function} {mode}: {caller}"
            );
        }
    }
}

impl Program {
    /// The names of the frames that a panic prints, from the innermost to the outermost.
    fn backtrace(&self, arguments: [&str; 3], style: &str) -> Vec<String> {
        let output = Command::new(&self.0)
            .args(arguments)
            .env("RUST_BACKTRACE", style)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        let lines = text.lines().map(str::trim_start);
        let names = lines.filter_map(|line| {
            let (number, name) = line.split_once(": ")?;
            number.parse::<u32>().ok()?;
            // With `RUST_BACKTRACE=full`, the address comes first.
            let name = name.trim_start();
            let name = match name.split_once(" - ") {
                Some((address, name)) if address.starts_with("0x") => name,
                _ => name,
            };
            // In the older mangling, a hash is the last part.
            let name = match name.rsplit_once("::h") {
                Some((name, hash)) if hash.len() == 16 => name,
                _ => name,
            };
            Some(name.to_owned())
        });
        names.collect()
    }

    /// Whether the frames that are hidden exist, so that the test can find them.
    fn has_frames_of_ours(&self) -> bool {
        let names = self.backtrace(["tracked", "sync", "on"], "full");
        names.iter().any(|name| name.contains("tracked_core"))
    }
}

/// Whether the functions are among the frames in this order.
fn has_all(names: &[String], functions: &[&str]) -> bool {
    let mut names = names.iter();
    functions.iter().all(|function| {
        let part = format!("::{function}");
        names.any(|name| name.contains("frames::") && name.contains(&part))
    })
}
