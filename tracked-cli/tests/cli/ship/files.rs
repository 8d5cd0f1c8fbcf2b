//! Files that grow, rotate, are compressed and cut, while they are shipped or in between.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::receiver::Receiver;
use super::{ship, succeeds};
use crate::log::{end, folder, text};

/// Calls with these ids.
fn calls(ids: std::ops::Range<u64>) -> String {
    let calls: Vec<_> = ids
        .map(|id| end(id, "done", "shop::order", id, 0, 1000))
        .collect();
    text(&calls)
}

fn append(path: &Path, text: &str) {
    let file = OpenOptions::new().append(true).create(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .expect("written");
}

/// The ids that have arrived, in their order.
fn ids(receiver: &Receiver) -> Vec<u64> {
    let arrived = receiver.arrived();
    let ids = arrived
        .spans
        .iter()
        .map(|span| span["spanId"].as_str().expect("an id"));
    ids.map(|id| u64::from_str_radix(id, 16).expect("an id"))
        .collect()
}

/// A shipper that follows the log until it is dropped.
struct Follower(Child);

impl Follower {
    fn new(receiver: &Receiver, log: &Path) -> Self {
        let child = ship(&receiver.url(), &["--follow"], log).spawn();
        Self(child.expect("the program starts"))
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until so many calls have arrived.
fn wait_for(receiver: &Receiver, count: usize) {
    for _ in 0..1000 {
        if receiver.arrived().spans.len() >= count {
            return;
        }
        thread::sleep(Duration::from_millis(20));
    }
    panic!("{:?} instead of {count} calls", ids(receiver));
}

/// Waits until the checkpoint says that the files of the log are sent. A shipper that is killed before sends a batch again.
fn wait_for_checkpoint(log: &Path) {
    let name = log.file_name().expect("a name").as_encoded_bytes();
    let is_done = || {
        let mut sizes = Vec::new();
        for entry in fs::read_dir(log.parent().expect("a folder")).expect("a folder") {
            let entry = entry.expect("an entry");
            let file = entry.file_name();
            let file = file.as_encoded_bytes();
            let ends = [&b".ship"[..], b".new", b".lock"];
            let is_other = ends.iter().any(|end| file.ends_with(end));
            if file.starts_with(name) && !is_other {
                sizes.push(entry.metadata().expect("a size").len());
            }
        }
        let text = fs::read(log.with_extension("log.ship")).unwrap_or_default();
        let checkpoint: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
        let files = checkpoint["files"].as_array().cloned().unwrap_or_default();
        let mut offsets: Vec<_> = files
            .iter()
            .filter_map(|file| file["offset"].as_u64())
            .collect();
        sizes.sort_unstable();
        offsets.sort_unstable();
        sizes == offsets
    };
    for _ in 0..1000 {
        if is_done() {
            return;
        }
        thread::sleep(Duration::from_millis(20));
    }
    panic!("the checkpoint does not reach the ends of the files");
}

#[test]
fn a_log_is_followed_while_it_grows_and_rotates() {
    let log = folder("ship-follow").join("app.log");
    let rotated = |number: u32| log.with_extension(format!("log.{number}"));
    let receiver = Receiver::accepting();
    // The log does not exist yet.
    let follower = Follower::new(&receiver, &log);
    append(&log, &calls(1..3));
    wait_for(&receiver, 2);
    let line = calls(3..4);
    let (first, second) = line.split_at(40);
    append(&log, first);
    thread::sleep(Duration::from_millis(300));
    append(&log, second);
    wait_for(&receiver, 3);
    for turn in 0..3 {
        // Written before and after the rotation, and to the old file after it.
        let id = 10 * (turn + 1);
        append(&log, &calls(id..id + 2));
        for number in (1..=turn).rev() {
            let number = u32::try_from(number).expect("small");
            fs::rename(rotated(number), rotated(number + 1)).expect("renamed");
        }
        fs::rename(&log, rotated(1)).expect("renamed");
        append(&log, &calls(id + 2..id + 3));
        append(&rotated(1), &calls(id + 3..id + 4));
        wait_for(
            &receiver,
            3 + 4 * (usize::try_from(turn).expect("small") + 1),
        );
    }
    wait_for_checkpoint(&log);
    drop(follower);
    append(&log, &calls(90..91));
    succeeds(ship(&receiver.url(), &[], &log));
    let mut ids = ids(&receiver);
    ids.sort_unstable();
    let expected = [1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23, 30, 31, 32, 33, 90];
    assert_eq!(ids, expected);
}

#[test]
fn files_that_rotate_between_two_runs_are_sent_once() {
    let folder = folder("ship-rotated");
    let log = folder.join("app.log");
    let receiver = Receiver::accepting();
    append(&log, &calls(1..3));
    succeeds(ship(&receiver.url(), &[], &log));
    // The rest of the old file, a whole file, and the current one.
    append(&log, &calls(3..5));
    fs::rename(&log, folder.join("app.log.2")).expect("renamed");
    append(&folder.join("app.log.1"), &calls(5..7));
    append(&log, &calls(7..9));
    succeeds(ship(&receiver.url(), &[], &log));
    assert_eq!(ids(&receiver), (1..9).collect::<Vec<_>>());

    // Compression changes neither the log nor what is sent.
    let plain = fs::read(folder.join("app.log.2")).expect("a file");
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&plain).expect("compressed");
    fs::write(
        folder.join("app.log.3.gz"),
        encoder.finish().expect("compressed"),
    )
    .expect("written");
    fs::remove_file(folder.join("app.log.2")).expect("removed");
    append(&log, &calls(9..10));
    // A pattern of a shell finds the checkpoint too.
    let mut command = ship(&receiver.url(), &[], &log);
    command
        .arg(folder.join("app.log.3.gz"))
        .arg(folder.join("app.log.ship"));
    succeeds(command);
    assert_eq!(ids(&receiver), (1..10).collect::<Vec<_>>());
}

#[test]
fn a_compressed_file_is_sent_from_where_the_plain_one_was() {
    let folder = folder("ship-compressed");
    let log = folder.join("app.log");
    let receiver = Receiver::accepting();
    append(&log, &calls(1..3));
    succeeds(ship(&receiver.url(), &[], &log));
    append(&log, &calls(3..5));
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder
        .write_all(&fs::read(&log).expect("a file"))
        .expect("compressed");
    fs::write(
        folder.join("app.log.1.gz"),
        encoder.finish().expect("compressed"),
    )
    .expect("written");
    fs::remove_file(&log).expect("removed");
    append(&log, &calls(5..6));
    succeeds(ship(&receiver.url(), &[], &log));
    assert_eq!(ids(&receiver), (1..6).collect::<Vec<_>>());
}

#[test]
fn a_file_that_is_cut_is_sent_from_its_new_lines_on() {
    let log = folder("ship-cut").join("app.log");
    let receiver = Receiver::accepting();
    append(&log, &calls(1..4));
    let follower = Follower::new(&receiver, &log);
    wait_for(&receiver, 3);
    wait_for_checkpoint(&log);
    // Cut to another content, as `copytruncate` does.
    fs::write(&log, calls(4..5)).expect("written");
    wait_for(&receiver, 4);
    // Cut by a power failure: the first lines are the same.
    append(&log, &calls(5..7));
    wait_for(&receiver, 6);
    fs::write(&log, calls(4..6)).expect("written");
    wait_for_checkpoint(&log);
    append(&log, &calls(7..8));
    wait_for(&receiver, 7);
    drop(follower);
    assert_eq!(ids(&receiver), (1..8).collect::<Vec<_>>());
}

#[test]
fn lines_of_other_programs_are_skipped_and_other_orders_read() {
    let log = folder("ship-lines").join("app.log");
    let receiver = Receiver::accepting();
    let call: serde_json::Value = serde_json::from_str(&calls(3..4)).expect("JSON");
    let sorted = serde_json::to_string_pretty(&call)
        .expect("JSON")
        .replace('\n', " ");
    let text = [
        &calls(1..2),
        "not JSON\n",
        "{\"time\":\n",
        "\n",
        "{\"time\":\"2026-11-22T12:00:00Z\",\"level\":\"INFO\",\"msg\":\"another logger\"}\n",
        &calls(2..3).replace('\n', "\r\n"),
        &sorted,
        "\n",
        "\u{0}\u{0}\u{0}\n",
        &calls(4..5),
    ];
    fs::write(&log, text.concat()).expect("written");
    succeeds(ship(&receiver.url(), &[], &log));
    assert_eq!(ids(&receiver), [1, 2, 3, 4]);
}

#[test]
fn several_logs_have_checkpoints_of_their_own() {
    let folder = folder("ship-several");
    let receiver = Receiver::accepting();
    let logs = ["a.log", "b.log"].map(|name| folder.join(name));
    append(&logs[0], &calls(1..3));
    append(&logs[1], &calls(11..13));
    for _ in 0..2 {
        let mut command = ship(&receiver.url(), &[], &logs[0]);
        command.arg(&logs[1]);
        succeeds(command);
    }
    succeeds(ship(&receiver.url(), &[], &logs[1]));
    let mut sent = ids(&receiver);
    sent.sort_unstable();
    assert_eq!(sent, [1, 2, 11, 12]);

    let elsewhere = folder.join("elsewhere");
    let checkpoint = ["--checkpoint", elsewhere.to_str().expect("UTF-8")];
    succeeds(ship(&receiver.url(), &checkpoint, &logs[0]));
    assert!(elsewhere.exists());
    let mut command = ship(&receiver.url(), &checkpoint, &logs[0]);
    command.arg(&logs[1]);
    let output = command.output().expect("the program starts");
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "tracked: --checkpoint is for a single log\n"
    );
}

#[test]
fn a_log_is_sent_by_one_shipper_at_a_time() {
    let log = folder("ship-twice").join("app.log");
    let receiver = Receiver::accepting();
    append(&log, &calls(1..3));
    let follower = Follower::new(&receiver, &log);
    wait_for(&receiver, 2);
    let second = ship(&receiver.url(), &[], &log).output();
    let second = second.expect("the program starts");
    assert_eq!(second.status.code(), Some(2));
    let expected = format!(
        "tracked: {}: another `tracked ship` sends this log\n",
        log.display()
    );
    assert_eq!(String::from_utf8_lossy(&second.stderr), expected);
    // Nothing is sent or written.
    succeeds(ship(&receiver.url(), &["--dry-run"], &log));
    // A shipper that was killed holds no lock.
    wait_for_checkpoint(&log);
    drop(follower);
    succeeds(ship(&receiver.url(), &[], &log));
    assert_eq!(ids(&receiver), [1, 2]);
}

#[test]
fn open_calls_are_sent_when_another_process_has_the_id() {
    let log = folder("ship-replaced").join("app.log");
    let run = |time, name: &str| {
        let fields = format!(r#"{{"program":"{name}","host":"another","start":"{name}"}}"#);
        crate::log::run_record(time, &fields)
    };
    let start = |time, id| crate::log::start(time, "shop::order", id, 0);
    let receiver = Receiver::accepting();
    append(&log, &text(&[run(1, "first"), start(2, 1)]));
    let follower = Follower::new(&receiver, &log);
    thread::sleep(Duration::from_millis(500));
    append(&log, &text(&[run(3, "second"), start(4, 2)]));
    wait_for(&receiver, 1);
    thread::sleep(Duration::from_millis(1500));
    drop(follower);
    let arrived = receiver.arrived();
    let [span] = &arrived.spans[..] else {
        panic!("{:?}", arrived.spans);
    };
    assert_eq!(span["spanId"], format!("{:016x}", 1));
    assert!(span.to_string().contains("tracked.open"), "{span}");
    assert!(arrived.resources[0].to_string().contains("first"));
}
