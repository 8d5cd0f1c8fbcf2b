//! The same four functions, written in each of the ways that are compared.

mod bodies;
pub mod fastrace;
mod hand;
#[cfg(feature = "kv")]
mod hand_kv;
mod limit;
mod log_derive;
mod logcall;
mod plain;
mod split;
mod tracing;
mod tracked;

use log::Level;

use super::function::Function;

/// A way to write the functions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Column {
    /// Not logged at all.
    Plain,
    /// By hand, as most people do.
    Hand,
    /// By hand, and with what `tracked` puts into the key-values of its records.
    #[cfg(feature = "kv")]
    HandKv,
    /// By hand, with as little as possible to do where the level is off.
    Limit,
    /// By hand, with all that is done where the level is on in a function of its own.
    Split,
    Tracked,
    Tracing,
    Fastrace,
    Logcall,
    LogDerive,
}

impl Column {
    pub const ALL: &[Column] = &[
        Column::Plain,
        Column::Hand,
        #[cfg(feature = "kv")]
        Column::HandKv,
        Column::Limit,
        Column::Split,
        Column::Tracked,
        Column::Tracing,
        Column::Fastrace,
        Column::Logcall,
        Column::LogDerive,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Column::Plain => "plain",
            Column::Hand => "hand",
            #[cfg(feature = "kv")]
            Column::HandKv => "hand+kv",
            Column::Limit => "limit",
            Column::Split => "split",
            Column::Tracked => "tracked",
            Column::Tracing => "tracing",
            Column::Fastrace => "fastrace",
            Column::Logcall => "logcall",
            Column::LogDerive => "log-derive",
        }
    }

    /// Calls a function so many times.
    pub fn run(self, function: Function, calls: u64) {
        match self {
            Column::Plain => plain::run(function, calls),
            Column::Hand => hand::run(function, calls),
            #[cfg(feature = "kv")]
            Column::HandKv => hand_kv::run(function, calls),
            Column::Limit => limit::run(function, calls),
            Column::Split => split::run(function, calls),
            Column::Tracked => tracked::run(function, calls),
            Column::Tracing => tracing::run(function, calls),
            Column::Fastrace => fastrace::run(function, calls),
            Column::Logcall => logcall::run(function, calls),
            Column::LogDerive => log_derive::run(function, calls),
        }
    }
}

/// Writes the four functions, with attributes that do the rest.
///
/// Names come from where it is used, since some attributes repeat them in strings.
macro_rules! functions {
    (
        $(#[$on_add:meta])* fn add($a:ident, $b:ident);
        $(#[$on_parse:meta])* fn parse($text:ident);
        $(#[$on_fetch:meta])* async fn fetch($from:ident, $waits:ident);
        $(#[$on_nest:meta])* fn nest($depth:ident);
    ) => {
        $(#[$on_add])*
        #[inline(never)]
        fn add($a: u64, $b: u64) -> u64 {
            $a.wrapping_add($b)
        }

        $(#[$on_parse])*
        #[inline(never)]
        fn parse($text: &str) -> Result<u64, std::num::ParseIntError> {
            $text.parse()
        }

        $(#[$on_fetch])*
        async fn fetch($from: &str, $waits: u32) -> Result<u64, std::num::ParseIntError> {
            for _ in 0..$waits {
                $crate::run::function::pause().await;
            }
            $from.parse()
        }

        $(#[$on_nest])*
        #[inline(never)]
        fn nest($depth: u64) -> u64 {
            if $depth > 1 {
                std::hint::black_box(nest($depth - 1)).wrapping_add(1)
            } else {
                1
            }
        }
    };
}

/// Writes `run`, which calls one of the four functions so many times.
macro_rules! run {
    () => {
        pub fn run(function: $crate::run::function::Function, calls: u64) {
            use std::hint::black_box;

            use $crate::run::function::{BAD, DEPTH, Function, GOOD, block_on, repeat};

            // A frame of its own, as the other functions have; what is polled can become part of it.
            #[inline(never)]
            fn fetched(text: &str, waits: u32) -> Result<u64, std::num::ParseIntError> {
                block_on(fetch(text, waits))
            }

            match function {
                Function::Add => repeat(calls, || add(black_box(20), black_box(22))),
                Function::Parse => repeat(calls, || parse(black_box(GOOD))),
                Function::ParseBad => repeat(calls, || parse(black_box(BAD))),
                Function::Async => repeat(calls, || fetched(black_box(GOOD), black_box(0))),
                Function::AsyncWaits => repeat(calls, || fetched(black_box(GOOD), black_box(3))),
                Function::AsyncBad => repeat(calls, || fetched(black_box(BAD), black_box(3))),
                Function::Nest => repeat(calls, || nest(black_box(DEPTH))),
            }
        }
    };
}

use {functions, run};

/// Whether records of a level can be of interest to anybody.
#[inline]
fn is_on(level: Level) -> bool {
    level <= log::STATIC_MAX_LEVEL && level <= log::max_level()
}

/// Runs code that is not expected to run.
#[cold]
#[inline(never)]
fn cold<R>(code: impl FnOnce() -> R) -> R {
    code()
}
