//! A logger that keeps the records of each thread, because tests run in parallel in one process.
//!
//! `tracked_core::testing::records` does the same for users. It accepts no record while a thread collects none, but here
//! every test formats its values, and one target is refused.

#![allow(dead_code, reason = "not every test target uses all of this module")]

use std::cell::RefCell;
use std::fmt;
use std::sync::Once;
use std::time::Instant;

use log::{Level, LevelFilter, Log, Metadata};
use tracked_core::testing::{self, Value};

/// One record. Its `Display` is `LEVEL text` with `TIME` instead of elapsed times: `INFO done add(a=1) in TIME`.
#[derive(Clone, Debug)]
pub struct Record {
    pub level: Level,
    pub target: String,
    /// The unchanged text.
    pub text: String,
    pub file: Option<String>,
    pub line: Option<u32>,
    /// Each key-value with its value as text, and the type of the value.
    pub key_values: Vec<(String, String, Kind)>,
    /// When the logger was called.
    pub began: Instant,
    /// When the logger had formatted the record.
    pub ended: Instant,
}

/// The type of a key-value, as a logger sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Number,
    Boolean,
    Text,
}

impl Record {
    fn new(began: Instant, record: testing::Record) -> Self {
        let key_values = record.key_values.into_iter().map(|(key, value)| {
            let kind = match value {
                Value::Number(_) => Kind::Number,
                Value::Bool(_) => Kind::Boolean,
                _ => Kind::Text,
            };
            (key, value.to_string(), kind)
        });
        Record {
            level: record.level,
            target: record.target,
            text: record.message,
            file: record.file,
            line: record.line,
            key_values: key_values.collect(),
            began,
            ended: Instant::now(),
        }
    }

    /// The value of a key and its type. Panics if the key occurs twice.
    pub fn value(&self, key: &str) -> Option<(&str, Kind)> {
        let mut found = self.key_values.iter().filter(|(name, ..)| name == key);
        let (_, value, kind) = found.next()?;
        assert!(found.next().is_none(), "`{key}` occurs twice: {self:?}");
        Some((value, *kind))
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.level, without_times(&self.text))
    }
}

/// Runs `body` and returns the records that this thread logs while it runs.
pub fn records<R>(body: impl FnOnce() -> R) -> Vec<Record> {
    recorded(body).1
}

/// Like [`records`], with the value that `body` returns.
pub fn recorded<R>(body: impl FnOnce() -> R) -> (R, Vec<Record>) {
    set();
    let outer = RECORDS.replace(Some(Vec::new()));
    let value = body();
    let records = RECORDS.replace(outer).unwrap_or_default();
    (value, records)
}

/// Runs `body`, asserts the `Display` of each record that this thread logs while it runs, and returns its value.
///
/// In an expected text, `{..}` matches any text, for parts that `docs/contract.md` does not define.
#[track_caller]
pub fn expect<R>(expected: &[&str], body: impl FnOnce() -> R) -> R {
    let (value, records) = recorded(body);
    let actual: Vec<String> = records.iter().map(Record::to_string).collect();
    let same = actual.len() == expected.len()
        && actual
            .iter()
            .zip(expected)
            .all(|(text, pattern)| matches(text, pattern));
    assert!(same, "expected records {expected:#?}, found {actual:#?}");
    value
}

fn matches(text: &str, pattern: &str) -> bool {
    let Some((head, pattern)) = pattern.split_once("{..}") else {
        return text == pattern;
    };
    let Some(text) = text.strip_prefix(head) else {
        return false;
    };
    let ends = text.char_indices().map(|(i, _)| i).chain([text.len()]);
    ends.into_iter().any(|i| matches(&text[i..], pattern))
}

/// The only target that the logger does not accept.
pub const REFUSED: &str = "refused";

/// Sets the logger, once per process, with all levels and all targets except [`REFUSED`].
///
/// It formats every record, even outside of [`records`], so that every test formats its values.
pub fn set() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        log::set_logger(&Recorder).expect("the recording logger is the only one of the process");
        log::set_max_level(LevelFilter::Trace);
    });
}

struct Recorder;

thread_local! {
    /// `None` outside of [`records`].
    static RECORDS: RefCell<Option<Vec<Record>>> = const { RefCell::new(None) };
}

impl Log for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() != REFUSED
    }

    fn log(&self, record: &log::Record<'_>) {
        // Formatted before the borrow below, because a value that logs while it is formatted calls this method again.
        let began = Instant::now();
        let record = Record::new(began, testing::Record::from(record));
        // A destructor of another thread-local may log after `RECORDS` is dropped.
        let _ = RECORDS.try_with(|records| {
            if let Some(records) = &mut *records.borrow_mut() {
                records.push(record);
            }
        });
    }

    fn flush(&self) {}
}

/// Replaces every word that is a duration in the format `{:.2?}`. The value in `took=1.20ms` does not change.
pub fn without_times(text: &str) -> String {
    let words: Vec<String> = text
        .split(' ')
        .map(|word| match after_time(word) {
            Some(rest) => format!("TIME{rest}"),
            None => word.to_owned(),
        })
        .collect();
    words.join(" ")
}

/// The rest of `word` after a duration at its start, such as the `:` of `1.20ms:`.
fn after_time(word: &str) -> Option<&str> {
    let fraction = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let unit = fraction
        .strip_prefix('.')?
        .trim_start_matches(|c: char| c.is_ascii_digit());
    if fraction.len() == word.len() || fraction.len() - unit.len() != ".00".len() {
        return None;
    }
    let rest = ["ns", "µs", "ms", "s"]
        .into_iter()
        .find_map(|name| unit.strip_prefix(name))?;
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

#[test]
fn times_are_replaced() {
    for (text, expected) in [
        ("done f() in 15.00µs", "done f() in TIME"),
        ("done f() in 980.00ns -> 1", "done f() in TIME -> 1"),
        ("error f() in 1.20ms: bad", "error f() in TIME: bad"),
        (
            "cancel f() in 2.10s (busy 1.31ms)",
            "cancel f() in TIME (busy TIME)",
        ),
        ("start f(a=1.20ms, b=1.25)", "start f(a=1.20ms, b=1.25)"),
        ("1.2s 1.234s .12s 1.20sec", "1.2s 1.234s .12s 1.20sec"),
    ] {
        assert_eq!(without_times(text), expected);
    }
}

#[test]
fn placeholders_match_any_text() {
    assert!(matches("start f(a=1)", "start f(a={..})"));
    assert!(matches("start f(a=, b=2)", "start {..}(a={..}, b=2)"));
    assert!(!matches("start f(a=1)", "start f(b={..})"));
    assert!(!matches("start f(a=1) ", "start f(a={..})"));
}
