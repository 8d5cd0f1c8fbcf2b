//! The program whose backtraces are counted: calls a function that panics.
//!
//! `frames tracked sync on` calls the tracked function `sync` while it is enabled.

use std::env;
use std::future::{Future, ready};
use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use log::{LevelFilter, Log, Metadata, Record};

/// The same functions with each attribute.
macro_rules! functions {
    ($($module:ident $(#[$attribute:meta])?;)*) => {$(
        mod $module {
            use super::*;

            $(#[$attribute])?
            #[inline(never)]
            pub fn sync(n: u32) -> u32 {
                let mut sum = n;
                for i in 0..n {
                    sum = sum.wrapping_mul(31) ^ black_box(i);
                }
                fail(sum) + 1
            }

            $(#[$attribute])?
            #[inline(never)]
            pub fn short(n: u32) -> u32 {
                fail(n) + 1
            }

            $(#[$attribute])?
            #[inline(never)]
            pub fn nested(n: u32) -> u32 {
                user_code(|| sync(n)) + 1
            }

            $(#[$attribute])?
            #[inline(never)]
            pub fn owned(text: String) -> u32 {
                let n = fail(text.len() as u32);
                drop(text);
                n + 1
            }

            $(#[$attribute])?
            #[inline(never)]
            pub fn fallible(n: u32) -> Result<u32, String> {
                match n {
                    0 => Err("zero".to_owned()),
                    n => Ok(fail(n) + 1),
                }
            }

            $(#[$attribute])?
            #[inline(never)]
            pub fn boxed(n: u32) -> Pin<Box<dyn Future<Output = u32> + Send>> {
                let n = fail(n) + 1;
                Box::pin(async move { n })
            }

            $(#[$attribute])?
            pub async fn later(n: u32) -> u32 {
                ready(()).await;
                fail(n) + 1
            }

            $(#[$attribute])?
            pub async fn at_once(n: u32) -> u32 {
                fail(n) + 1
            }

            $(#[$attribute])?
            pub async fn nested_later(n: u32) -> u32 {
                user_code(|| finish(later(n))) + 1
            }

            pub fn run(function: &str) -> u32 {
                let n = black_box(3);
                match function {
                    "sync" => sync(n),
                    "short" => short(n),
                    "nested" => nested(n),
                    "owned" => owned("text".repeat(n as usize)),
                    "fallible" => fallible(n).unwrap_or_default(),
                    "boxed" => finish(boxed(n)),
                    "later" => finish(later(n)),
                    "at_once" => finish(at_once(n)),
                    "nested_later" => finish(nested_later(n)),
                    _ => panic!("no function `{function}`"),
                }
            }
        }
    )*};
}

functions! {
    plain;
    tracked #[tracked_core::tracked];
    tracing #[::tracing::instrument];
}

/// A method, and fields, which the other crates have in other forms.
struct Account(u32);

#[tracked_core::tracked]
impl Account {
    #[inline(never)]
    fn deposit(&mut self, n: u32) -> u32 {
        self.0 += fail(n);
        self.0
    }

    #[tracked_core::tracked(fields(balance = self.0))]
    #[inline(never)]
    fn withdraw(&mut self, n: u32) -> u32 {
        self.0 -= fail(n);
        self.0
    }

    #[inline(never)]
    fn close(self) -> u32 {
        fail(self.0) + 1
    }

    #[tracked_core::tracked(fields(n))]
    #[inline(never)]
    fn open(n: u32) -> impl Future<Output = u32> + Send {
        let n = fail(n) + 1;
        async move { n }
    }
}

fn main() {
    let args: Vec<String> = env::args().collect();
    let [_, module, function, mode] = &args[..] else {
        panic!("expected a module, a function and a mode");
    };
    if mode == "on" {
        log::set_logger(&Nothing).unwrap();
        log::set_max_level(LevelFilter::Info);
        ::tracing::subscriber::set_global_default(Subscriber).unwrap();
    }
    let account = Account(black_box(5));
    let value = match (module.as_str(), function.as_str()) {
        ("plain", _) => plain::run(function),
        ("tracing", _) => self::tracing::run(function),
        (_, "deposit") => { account }.deposit(1),
        (_, "withdraw") => { account }.withdraw(1),
        (_, "close") => account.close(),
        (_, "open") => finish(Account::open(1)),
        _ => tracked::run(function),
    };
    black_box(value);
}

/// A frame that every backtrace must have.
#[inline(never)]
fn fail(n: u32) -> u32 {
    assert!(black_box(n) == u32::MAX, "no");
    black_box(n)
}

/// Code between two tracked functions.
#[inline(never)]
fn user_code(function: impl FnOnce() -> u32) -> u32 {
    black_box(function()) + 1
}

/// Polls through a pointer, as an executor does.
#[inline(never)]
fn finish(future: impl Future<Output = u32>) -> u32 {
    let mut future: Pin<&mut dyn Future<Output = u32>> = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    match black_box(&mut future).as_mut().poll(&mut cx) {
        Poll::Ready(value) => black_box(value),
        Poll::Pending => 0,
    }
}

struct Nothing;

impl Log for Nothing {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, _: &Record<'_>) {}

    fn flush(&self) {}
}

struct Subscriber;

impl ::tracing::Subscriber for Subscriber {
    fn enabled(&self, _: &::tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &::tracing::span::Attributes<'_>) -> ::tracing::span::Id {
        ::tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &::tracing::span::Id, _: &::tracing::span::Record<'_>) {}

    fn record_follows_from(&self, _: &::tracing::span::Id, _: &::tracing::span::Id) {}

    fn event(&self, _: &::tracing::Event<'_>) {}

    fn enter(&self, _: &::tracing::span::Id) {}

    fn exit(&self, _: &::tracing::span::Id) {}
}
