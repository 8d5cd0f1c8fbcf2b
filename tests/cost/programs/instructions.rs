//! The program whose instructions are counted: calls a function a number of times, with a logger.
//!
//! `program off add 1000` calls `add` 1000 times with the level off.

use std::cell::RefCell;
use std::env;
use std::fmt::Write;
use std::future::ready;
use std::hint::black_box;
use std::num::ParseIntError;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use log::{LevelFilter, Log, Metadata, Record};
use tracked_core::tracked;

#[tracked]
#[inline(never)]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

#[tracked]
#[inline(never)]
fn parse(text: &str) -> Result<u64, ParseIntError> {
    text.parse()
}

#[tracked]
#[inline(never)]
async fn later(a: u64, b: u64, c: u64) -> u64 {
    ready(a + b + c).await
}

#[tracked]
#[inline(never)]
fn nest(depth: u64) -> u64 {
    if depth == 1 { 0 } else { nest(depth - 1) + 1 }
}

#[tracked]
#[inline(never)]
fn query(at: &str, query: &str, url: &str) -> usize {
    at.len() + query.len() + url.len()
}

#[tracked(redact(off))]
mod unredacted {
    #[inline(never)]
    pub fn query(at: &str, query: &str, url: &str) -> usize {
        at.len() + query.len() + url.len()
    }
}

/// Text with characters that can precede a secret, and without one.
fn with_text(call: fn(&str, &str, &str) -> usize) -> usize {
    call(
        black_box("12:30:45"),
        black_box("select name from orders where id=7 and region = (1)"),
        black_box("https://example.com/orders?page=3"),
    )
}

fn main() {
    let args: Vec<String> = env::args().collect();
    let [_, mode, function, calls] = &args[..] else {
        panic!("expected a mode, a function and a number");
    };
    match mode.as_str() {
        "off" => {}
        "errors" => log_to(&Nothing, LevelFilter::Error),
        "nothing" => log_to(&Nothing, LevelFilter::Info),
        "text" => log_to(&Text, LevelFilter::Info),
        _ => panic!("no mode `{mode}`"),
    }
    let calls = calls.parse().unwrap();
    match function.as_str() {
        "add" => repeat(calls, || add(black_box(1), black_box(2))),
        "parse" => repeat(calls, || parse(black_box("1234567"))),
        "async" => repeat(calls, || finish(later(black_box(1), black_box(2), black_box(3)))),
        "nest" => repeat(calls, || nest(black_box(5))),
        "query" => repeat(calls, || with_text(query)),
        "unredacted" => repeat(calls, || with_text(unredacted::query)),
        _ => panic!("no function `{function}`"),
    }
}

fn repeat<R>(calls: u32, function: impl Fn() -> R) {
    for _ in 0..calls {
        black_box(function());
    }
}

/// Polls through a pointer, as an executor does.
fn finish<R>(future: impl Future<Output = R>) -> R {
    let mut future: Pin<&mut dyn Future<Output = R>> = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = black_box(&mut future).as_mut().poll(&mut cx) {
            return value;
        }
    }
}

fn log_to(logger: &'static dyn Log, level: LevelFilter) {
    log::set_logger(logger).unwrap();
    log::set_max_level(level);
}

struct Nothing;

impl Log for Nothing {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        black_box(record);
    }

    fn flush(&self) {}
}

struct Text;

impl Log for Text {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        thread_local! {
            static TEXT: RefCell<String> = const { RefCell::new(String::new()) };
        }
        TEXT.with_borrow_mut(|text| {
            text.clear();
            write!(text, "{} {}", record.level(), record.args()).unwrap();
            black_box(text);
        });
    }

    fn flush(&self) {}
}
