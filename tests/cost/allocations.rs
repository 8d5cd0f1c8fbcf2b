//! A call does not allocate once its thread has buffers to reuse.
//!
//! A separate test target, because it replaces the global allocator by one that counts.

#[path = "../support/counting.rs"]
mod counting;

use std::cell::{Cell, RefCell};
use std::env;
use std::fmt::Write as _;
use std::hint::black_box;
use std::num::ParseIntError;
use std::path::Path;
use std::pin::pin;
use std::process::Command;
use std::sync::{Mutex, Once, PoisonError};
use std::task::{Context, Poll, Waker};

use counting::ALLOCATIONS;
use log::kv::{Error, Key, Value, VisitSource};
use log::{LevelFilter, Log, Metadata, Record};
use tracked_core::{Format, tracked};

#[tracked]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

#[tracked]
fn parse(text: &str) -> Result<u64, ParseIntError> {
    text.parse()
}

#[tracked]
fn keep(name: String) -> String {
    name
}

/// The body consumes its argument.
#[tracked]
fn consume(name: String) -> usize {
    name.len()
}

#[tracked]
fn nest(depth: u64) -> u64 {
    if depth == 1 { 0 } else { nest(depth - 1) + 1 }
}

#[tracked]
async fn wait(a: u64, b: &str) -> Result<u64, ParseIntError> {
    tokio::task::yield_now().await;
    Ok(a + b.parse::<u64>()?)
}

struct Account {
    balance: u64,
}

impl Account {
    #[tracked(ret, fields(before = self.balance, half = amount / 2))]
    fn deposit(&mut self, amount: u64) -> u64 {
        self.balance += amount;
        self.balance
    }
}

/// The number of allocations of a call, by function.
type Counts = [(&'static str, u32); 9];

fn count_all() -> Counts {
    // These calls make the reused buffers large enough: the length of the elapsed time differs from call to call.
    let long = "x".repeat(500);
    parse(&long).unwrap_err();
    keep(long);
    let name = || "a name of some length".to_owned();
    let account = || Account { balance: 1 };
    [
        ("add", allocations(|| 1, |a| add(a, 2))),
        ("parse", allocations(|| "12", parse)),
        ("parse, failing", allocations(|| BAD, parse)),
        ("keep", allocations(name, keep)),
        ("consume", allocations(name, consume)),
        ("deposit", allocations(account, |mut it| it.deposit(2))),
        ("nest of 5", allocations(|| 5, nest)),
        ("async", allocations(|| "12", |b| finish(wait(1, b)))),
        (
            "async, failing",
            allocations(|| BAD, |b| finish(wait(1, b))),
        ),
    ]
}

const BAD: &str = "no number";

const NOTHING: Counts = [
    ("add", 0),
    ("parse", 0),
    ("parse, failing", 0),
    ("keep", 0),
    ("consume", 0),
    ("deposit", 0),
    ("nest of 5", 0),
    ("async", 0),
    ("async, failing", 0),
];

#[test]
fn a_call_with_the_level_off_does_not_allocate() {
    assert_eq!(in_mode(LevelFilter::Off, To::KeyValues, count_all), NOTHING);
}

#[test]
fn a_call_does_not_allocate_if_the_logger_formats_nothing() {
    assert_eq!(in_mode(LevelFilter::Trace, To::Nothing, count_all), NOTHING);
}

#[test]
fn a_call_does_not_allocate_if_the_logger_formats_the_text() {
    assert_eq!(in_mode(LevelFilter::Trace, To::Text, count_all), NOTHING);
}

#[test]
fn a_call_does_not_allocate_if_the_logger_formats_key_values() {
    assert_eq!(
        in_mode(LevelFilter::Trace, To::KeyValues, count_all),
        NOTHING
    );
}

/// The variable that has the format of the logger in a process of its own: each process has one logger.
const FORMAT: &str = "TRACKED_TESTS_ALLOCATIONS";

const FORMATS: [(&str, Format); 3] = [
    ("text", Format::Text),
    ("tree", Format::Tree),
    ("json", Format::Json),
];

#[test]
fn process_with_the_logger_of_this_crate() {
    let Ok(name) = env::var(FORMAT) else { return };
    let (_, format) = FORMATS.into_iter().find(|format| format.0 == name).unwrap();
    let log = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("allocations-{name}.log"));
    tracked_core::builder().file(log).format(format).init();
    assert_eq!(count_all(), NOTHING);
}

#[test]
fn a_call_does_not_allocate_if_the_logger_of_this_crate_writes_it() {
    for (name, _) in FORMATS {
        let output = Command::new(env::current_exe().unwrap())
            .args(["--exact", "process_with_the_logger_of_this_crate"])
            .env(FORMAT, name)
            .output()
            .unwrap();
        let report = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{name}: {report}");
    }
}

#[test]
fn the_loggers_of_this_test_format_what_they_should() {
    let last = |level, to| {
        in_mode(level, to, || {
            parse(BAD).unwrap_err();
            TEXT.take()
        })
    };
    assert_eq!(last(LevelFilter::Off, To::KeyValues), "");
    assert_eq!(last(LevelFilter::Trace, To::Nothing), "");
    let text = last(LevelFilter::Trace, To::Text);
    assert!(
        text.starts_with("error parse(text=\"no number\") in "),
        "{text}"
    );
    let text = last(LevelFilter::Trace, To::KeyValues);
    assert!(text.ends_with(" text=no number"), "{text}");
}

/// Shows that the other tests would find an allocation.
#[test]
fn allocations_are_counted() {
    assert_eq!(allocations(|| "a", str::to_owned), 1);
    let twice = |mut list: Vec<u8>| {
        list.extend([2; 100]);
        Box::new(list)
    };
    assert_eq!(allocations(|| vec![1], twice), 2);
}

/// The part of a record that the logger formats.
#[derive(Clone, Copy, PartialEq)]
enum To {
    Nothing,
    Text,
    KeyValues,
}

/// Runs `body` with a logger of this kind. All threads share one logger, so one test runs at a time.
fn in_mode<R>(level: LevelFilter, to: To, body: impl FnOnce() -> R) -> R {
    static TURN: Mutex<()> = Mutex::new(());
    static ONCE: Once = Once::new();
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    ONCE.call_once(|| log::set_logger(&Logger).unwrap());
    MODE.set(to);
    log::set_max_level(level);
    body()
}

thread_local! {
    static MODE: Cell<To> = const { Cell::new(To::Nothing) };
    /// The text of the last record.
    static TEXT: RefCell<String> = const { RefCell::new(String::new()) };
}

struct Logger;

impl Log for Logger {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        let to = MODE.get();
        if to == To::Nothing {
            black_box(record);
            return;
        }
        TEXT.with_borrow_mut(|text| {
            text.clear();
            // Enough for an elapsed time of any length.
            text.reserve(1024);
            write!(text, "{}", record.args()).unwrap();
            if to == To::KeyValues {
                record.key_values().visit(&mut KeyValues(text)).unwrap();
            }
        });
    }

    fn flush(&self) {}
}

struct KeyValues<'a>(&'a mut String);

impl<'kvs> VisitSource<'kvs> for KeyValues<'_> {
    fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), Error> {
        write!(self.0, " {key}={value}")?;
        Ok(())
    }
}

fn finish<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut cx) {
            return value;
        }
    }
}

/// The largest number of allocations of a call after a warm-up, without those of its argument.
fn allocations<A, R>(argument: impl Fn() -> A, call: impl Fn(A) -> R) -> u32 {
    const CALLS: u32 = 100;
    let count = || {
        let argument = black_box(argument());
        let before = ALLOCATIONS.get();
        let value = call(argument);
        let after = ALLOCATIONS.get();
        drop(black_box(value));
        after - before
    };
    for _ in 0..CALLS {
        count();
    }
    (0..CALLS).map(|_| count()).max().unwrap_or_default()
}
