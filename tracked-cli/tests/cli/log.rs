//! Logs in the order of members that the format has, and runs of the program.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A record. Members that are zero or empty are absent.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Microseconds since 12:00.
    pub time: u64,
    pub event: &'static str,
    pub elapsed: u64,
    pub is_task: bool,
    pub function: String,
    pub span: u64,
    pub parent: u64,
    pub origin: u64,
    pub pid: u64,
    pub tid: u64,
    pub error: String,
    /// If it is empty, the record has no location.
    pub file: &'static str,
    pub fields: String,
    pub message: String,
}

impl Record {
    pub fn line(&self) -> String {
        let (second, micros) = (self.time / 1_000_000, self.time % 1_000_000);
        let level = if self.error.is_empty() {
            "INFO"
        } else {
            "ERROR"
        };
        let mut line = format!(
            "{{\"time\":\"2026-11-22T12:{:02}:{:02}.{micros:06}+00:00\",\"level\":\"{level}\"",
            second / 60 % 60,
            second % 60
        );
        let mut text = |name: &str, value: &str| {
            if !value.is_empty() {
                let _ = write!(line, ",\"{name}\":{}", Value::from(value));
            }
        };
        text("event", self.event);
        let is_end = !matches!(self.event, "" | "start" | "run");
        if is_end {
            let _ = write!(line, ",\"elapsed_ns\":{}", self.elapsed);
            if self.is_task {
                let _ = write!(line, ",\"busy_ns\":{}", self.elapsed);
            }
        }
        let mut text = |name: &str, value: &str| {
            if !value.is_empty() {
                let _ = write!(line, ",\"{name}\":{}", Value::from(value));
            }
        };
        text("function", &self.function);
        if self.span != 0 {
            text("trace_id", &format!("{:032x}", 7));
            text("span_id", &format!("{:016x}", self.span));
        }
        for (name, id) in [("parent_id", self.parent), ("origin_id", self.origin)] {
            if id != 0 {
                text(name, &format!("{id:016x}"));
            }
        }
        let _ = write!(
            line,
            ",\"pid\":{},\"tid\":{},\"thread\":\"worker\"",
            self.pid.max(1),
            self.tid.max(1)
        );
        if !self.error.is_empty() {
            let _ = write!(
                line,
                ",\"error_type\":\"E\",\"error\":{}",
                Value::from(&*self.error)
            );
        }
        line.push_str(",\"target\":\"app\"");
        if !self.file.is_empty() {
            let _ = write!(line, ",\"file\":\"{}\",\"line\":12", self.file);
        }
        if !self.fields.is_empty() {
            let _ = write!(line, ",\"fields\":{}", self.fields);
        }
        let _ = writeln!(line, ",\"message\":{}}}", Value::from(&*self.message));
        line
    }
}

/// The first record of a process, with these fields.
pub fn run_record(time: u64, fields: &str) -> Record {
    Record {
        time,
        event: "run",
        fields: fields.to_owned(),
        message: "run".to_owned(),
        ..Record::default()
    }
}

pub fn start(time: u64, function: &str, span: u64, parent: u64) -> Record {
    Record {
        time,
        event: "start",
        function: function.to_owned(),
        span,
        parent,
        ..Record::default()
    }
}

pub fn end(
    time: u64,
    event: &'static str,
    function: &str,
    span: u64,
    parent: u64,
    elapsed: u64,
) -> Record {
    Record {
        event,
        elapsed,
        ..start(time, function, span, parent)
    }
}

pub fn error(time: u64, function: &str, span: u64, parent: u64, error: &str) -> Record {
    Record {
        error: error.to_owned(),
        ..end(time, "error", function, span, parent, 1000)
    }
}

pub fn text(records: &[Record]) -> String {
    records.iter().map(Record::line).collect()
}

/// Runs the program with the log as its standard input.
pub fn run(arguments: &[&str], log: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tracked"))
        .args(arguments)
        .env("TZ", "UTC")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("a pipe");
    let log = log.to_vec();
    let writer = std::thread::spawn(move || {
        // A program that reports misuse does not read its input.
        let _ = input.write_all(&log);
    });
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the log is written");
    output
}

/// The text of an answer.
#[track_caller]
pub fn answer(arguments: &[&str], log: &str) -> String {
    let output = run(arguments, log.as_bytes());
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).expect("text")
}

/// The rows of an answer.
#[track_caller]
pub fn rows(arguments: &[&str], log: &str) -> Vec<Value> {
    let arguments: Vec<&str> = arguments
        .iter()
        .copied()
        .chain(["--output", "json"])
        .collect();
    let answer = answer(&arguments, log);
    let rows = answer
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object"));
    rows.collect()
}

/// An empty folder for a test.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}
