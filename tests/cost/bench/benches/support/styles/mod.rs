//! Three functions, written in each of the styles that are compared.

mod bodies;
mod fastrace;
mod hand;
mod hand_kv;
mod limit;
mod log_derive;
mod logcall;
mod plain;
mod tracing;
mod tracked;

use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// A function that makes a call, and discards the result.
pub type Call = Box<dyn Fn() + Sync>;

/// How the calls of a function are logged: a column of the tables.
#[derive(Clone, Copy)]
pub enum Style {
    /// Not at all.
    Plain,
    /// Code as most people write it.
    Hand,
    /// The same with the key-values that `tracked` adds to its records.
    HandKv,
    /// Careful code by hand.
    Limit,
    Tracked,
    Tracing,
    Fastrace,
    Logcall,
    LogDerive,
}

/// A call that is measured: a row of the tables.
#[derive(Clone, Copy)]
pub enum Row {
    Add,
    Parse,
    ParseFailing,
    /// A future that is pending three times.
    Wait,
    WaitFailing,
}

impl Style {
    pub const ALL: [(&str, Style); 9] = [
        ("plain", Style::Plain),
        ("hand", Style::Hand),
        ("hand_kv", Style::HandKv),
        ("limit", Style::Limit),
        ("tracked", Style::Tracked),
        ("tracing", Style::Tracing),
        ("fastrace", Style::Fastrace),
        ("logcall", Style::Logcall),
        ("log_derive", Style::LogDerive),
    ];

    /// A function that makes the call of a row. `is_logged` is whether successful calls leave records.
    pub fn call(self, row: Row, is_logged: bool) -> Call {
        Box::new(match self {
            Style::Plain => plain::call(row),
            Style::Hand => hand::call(row),
            Style::HandKv => hand_kv::call(row),
            Style::Limit => limit::call(row),
            Style::Tracked => tracked::call(row),
            Style::Tracing => tracing::call(row),
            Style::Fastrace if is_logged => return fastrace::call_under_root(row),
            Style::Fastrace => fastrace::call(row),
            Style::Logcall => logcall::call(row),
            Style::LogDerive => log_derive::call(row),
        })
    }
}

impl Row {
    pub const ALL: [(&str, Row); 5] = [
        ("add", Row::Add),
        ("parse", Row::Parse),
        ("parse_failing", Row::ParseFailing),
        ("wait", Row::Wait),
        ("wait_failing", Row::WaitFailing),
    ];
}

/// Writes the functions with the attributes of a style. The names of arguments come from the style, because some
/// attributes repeat them in strings.
macro_rules! functions {
    (
        $(#[$on_add:meta])* fn add($a:ident, $b:ident);
        $(#[$on_parse:meta])* fn parse($parsed:ident);
        $(#[$on_wait:meta])* async fn wait($text:ident, $times:ident);
    ) => {
        $(#[$on_add])*
        #[inline(never)]
        fn add($a: u64, $b: u64) -> u64 {
            super::bodies::add($a, $b)
        }

        $(#[$on_parse])*
        #[inline(never)]
        fn parse($parsed: &str) -> Result<u64, std::num::ParseIntError> {
            super::bodies::parse($parsed)
        }

        $(#[$on_wait])*
        async fn wait($text: &str, $times: u32) -> Result<u64, std::num::ParseIntError> {
            super::bodies::wait($text, $times).await
        }
    };
}

/// Writes `call`, which returns a function that makes the call of a row.
macro_rules! calls {
    () => {
        pub fn call(row: super::Row) -> fn() {
            use std::hint::black_box as opaque;

            use super::{Row, block_on};

            // A function of its own, because the code of a future can become part of the function that polls it.
            #[inline(never)]
            fn waited(text: &str, times: u32) -> Result<u64, std::num::ParseIntError> {
                block_on(wait(text, times))
            }

            match row {
                Row::Add => || _ = opaque(add(opaque(20), opaque(22))),
                Row::Parse => || _ = opaque(parse(opaque("1234567"))),
                Row::ParseFailing => || _ = opaque(parse(opaque("123x567"))),
                Row::Wait => || _ = opaque(waited(opaque("1234567"), opaque(3))),
                Row::WaitFailing => || _ = opaque(waited(opaque("123x567"), opaque(3))),
            }
        }
    };
}

use {calls, functions};

/// Polls a future until it is ready, through a pointer as an executor does.
#[inline]
fn block_on<F: Future>(future: F) -> F::Output {
    let mut context = Context::from_waker(Waker::noop());
    let mut future: Pin<&mut dyn Future<Output = _>> = pin!(future);
    loop {
        if let Poll::Ready(value) = black_box(&mut future).as_mut().poll(&mut context) {
            return value;
        }
    }
}
