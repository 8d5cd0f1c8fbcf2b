//! Logs that `tracked-core` writes, and a process that is killed.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use tracked_core::{Format, tracked};

use crate::log::{folder, rows};

const LOG: &str = "TRACKED_CLI_TEST_LOG";

#[tracked]
fn outer(n: u32) {
    let _ = fails();
    inner(n + 1, "lock");
}

#[tracked]
fn inner(n: u32, what: &str) {
    let _ = (n, what);
    log_within();
    waits();
}

#[tracked]
fn fails() -> Result<(), String> {
    passes_on().map_err(|error| format!("cannot read: {error}"))
}

#[tracked]
fn passes_on() -> Result<(), String> {
    Err("the disk is full".to_owned())
}

fn log_within() {
    tracked_core::log::info!("before the wait");
}

#[tracked]
fn waits() {
    loop {
        thread::sleep(Duration::from_secs(1));
    }
}

/// Runs in a process of its own, which the other test kills.
#[test]
fn process_that_hangs() {
    if let Ok(log) = env::var(LOG) {
        tracked_core::builder()
            .file(log)
            .format(Format::Json)
            .utc()
            .init();
        outer(1);
    }
}

#[test]
fn the_stack_of_a_killed_process_is_open() {
    let log = folder("killed").join("app.log");
    let mut child = Command::new(env::current_exe().expect("this test"))
        .args(["--exact", "real_programs::process_that_hangs"])
        .env(LOG, &log)
        .stdout(Stdio::null())
        .spawn()
        .expect("the process starts");
    let start = Instant::now();
    while !is_waiting(&log) {
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "the process writes its log"
        );
        thread::sleep(Duration::from_millis(10));
    }
    child.kill().expect("the process is killed");
    child.wait().expect("the process ends");
    let log = log.display().to_string();
    let open = rows(&["open", &log], "");
    let functions: Vec<_> = open
        .iter()
        .filter_map(|row| row["function"].as_str()?.rsplit("::").next())
        .collect();
    assert_eq!(functions, ["outer", "inner", "waits"]);
    assert_eq!(
        open[1]["fields"],
        serde_json::json!({ "n": 2, "what": "lock" })
    );
    let errors = rows(&["errors", &log], "");
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(
        errors[0]["function"]
            .as_str()
            .is_some_and(|function| function.ends_with("::passes_on"))
    );
    assert!(
        errors[0]["passed_to"]
            .as_str()
            .is_some_and(|function| function.ends_with("::fails"))
    );
}

fn is_waiting(log: &Path) -> bool {
    fs::read_to_string(log).is_ok_and(|text| text.contains("start waits()") && text.ends_with('\n'))
}
