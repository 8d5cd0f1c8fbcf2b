//! Processes that write and rotate one log, while the shipper is killed again and again.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use tracked_core::{Format, Rotate, tracked};

use super::receiver::{Receiver, Reply};
use super::{ship, succeeds};
use crate::log::folder;

const LOG: &str = "TRACKED_CLI_SHIP_LOG";
const CALLS: &str = "TRACKED_CLI_SHIP_CALLS";
const PROCESSES: u64 = 4;
const KILLS: usize = 20;

#[tracked]
fn count(number: u64) -> u64 {
    number
}

#[tracked]
fn waits() {
    thread::sleep(Duration::from_secs(600));
}

/// Runs in processes of its own.
#[test]
fn process_that_writes() {
    let Ok(log) = env::var(LOG) else { return };
    let calls: u64 = env::var(CALLS)
        .expect("a number")
        .parse()
        .expect("a number");
    let mut builder = tracked_core::builder();
    builder.file(log).format(Format::Json).utc();
    builder.rotate(Rotate::size(2_000_000)).init();
    for number in 0..calls {
        count(number);
    }
    if calls == 0 {
        waits();
    }
}

fn writer(log: &Path, calls: u64) -> Child {
    Command::new(env::current_exe().expect("a path"))
        .args(["--exact", "ship::kills::process_that_writes"])
        .env(LOG, log)
        .env(CALLS, calls.to_string())
        .stdout(Stdio::null())
        .spawn()
        .expect("the test starts")
}

/// `TRACKED_CLI_SHIP_CALLS=1000000 cargo test --release -p tracked-cli --test cli kills` ships a million calls.
#[test]
fn every_call_arrives_although_the_shipper_is_killed() {
    if env::var(LOG).is_ok() {
        return;
    }
    let calls = env::var(CALLS).map_or(40_000, |calls| calls.parse().expect("a number"));
    let log = folder("ship-kills").join("app.log");
    let receiver = Receiver::counting(|_| {
        // Kills hit requests that are being answered, too.
        thread::sleep(Duration::from_millis(2));
        Reply::Accept
    });
    let mut writers: Vec<_> = (0..PROCESSES)
        .map(|_| writer(&log, calls / PROCESSES))
        .collect();
    let mut kills = 0;
    while kills < KILLS
        || writers
            .iter_mut()
            .any(|writer| writer.try_wait().expect("a child").is_none())
    {
        let mut shipper = ship(&receiver.url(), &["--follow"], &log)
            .spawn()
            .expect("the program starts");
        thread::sleep(Duration::from_millis(30 + 40 * (kills as u64 % 7)));
        shipper.kill().expect("killed");
        shipper.wait().expect("ended");
        kills += 1;
    }
    for mut writer in writers {
        assert!(writer.wait().expect("ended").success());
    }
    succeeds(ship(&receiver.url(), &[], &log));
    let arrived = receiver.arrived();
    let counts = arrived.counts.as_ref().expect("a counting receiver");
    let files = fs::read_dir(log.parent().expect("a folder"))
        .expect("a folder")
        .count();
    let sent_twice: usize = counts.values().map(|count| count - 1).sum();
    println!(
        "{} calls in {files} files, {kills} kills, {sent_twice} sent twice",
        counts.len()
    );
    assert_eq!(counts.len() as u64, calls / PROCESSES * PROCESSES);
    // A batch has at most 8192 items, and what its last block adds.
    assert!(sent_twice <= kills * 16_384, "{sent_twice}");
}

#[test]
fn open_calls_of_a_killed_process_are_sent_once() {
    if env::var(LOG).is_ok() {
        return;
    }
    if !Path::new("/proc/self").exists() {
        println!("this system does not say which processes run");
        return;
    }
    let log = folder("ship-killed").join("app.log");
    let receiver = Receiver::accepting();
    let mut writer = writer(&log, 0);
    let mut shipper = ship(&receiver.url(), &["--follow"], &log)
        .spawn()
        .expect("the program starts");
    while !fs::read_to_string(&log)
        .unwrap_or_default()
        .contains("::waits")
    {
        thread::sleep(Duration::from_millis(10));
    }
    // An open call of a process that runs is not sent.
    thread::sleep(Duration::from_millis(1500));
    assert_eq!(receiver.arrived().spans.len(), 0);
    writer.kill().expect("killed");
    writer.wait().expect("ended");
    // A shipper that is killed between the answer and the checkpoint sends the call again.
    let checkpoint = log.with_extension("log.ship");
    for _ in 0..500 {
        let text = fs::read_to_string(&checkpoint).unwrap_or_default();
        if text.contains("\"open_calls\":[\"") {
            break;
        }
        thread::sleep(Duration::from_millis(20));
    }
    shipper.kill().expect("killed");
    shipper.wait().expect("ended");
    succeeds(ship(&receiver.url(), &[], &log));
    let arrived = receiver.arrived();
    let [span] = &arrived.spans[..] else {
        panic!("{:?}", arrived.spans);
    };
    assert_eq!(span["name"], "waits");
    assert!(span.to_string().contains("tracked.open"), "{span}");
}
