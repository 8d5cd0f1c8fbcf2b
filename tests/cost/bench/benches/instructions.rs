//! How many instructions a call takes, counted by gungraun with the logger that `LOGGER` names.

#![allow(missing_docs, reason = "the macros of gungraun write public items")]

mod support;

use gungraun::{
    Callgrind, EventKind, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main,
};

use support::loggers::Logger;
use support::{Call, Row, call};

/// Prepares a call: what only the first calls do is not counted.
fn warmed_up(row: Row, style: &str) -> Call {
    let logger = Logger::from_env();
    logger.set();
    let call = call(row, style, logger != Logger::Off);
    for _ in 0..100 {
        call();
    }
    call
}

/// Writes a benchmark for each row, with a case for each style.
macro_rules! benchmarks {
    ($($name:ident = $row:expr;)*) => {
        $(
            #[library_benchmark]
            #[bench::plain(warmed_up($row, "plain"))]
            #[bench::hand(warmed_up($row, "hand"))]
            #[bench::limit(warmed_up($row, "limit"))]
            #[bench::tracked(warmed_up($row, "tracked"))]
            #[bench::unredacted(warmed_up($row, "unredacted"))]
            #[bench::tracing(warmed_up($row, "tracing"))]
            #[bench::fastrace(warmed_up($row, "fastrace"))]
            #[bench::logcall(warmed_up($row, "logcall"))]
            #[bench::log_derive(warmed_up($row, "log_derive"))]
            fn $name(call: Call) -> Call {
                call();
                call // dropped after counting
            }
        )*

        library_benchmark_group!(name = calls, benchmarks = [$($name),*]);
    };
}

benchmarks! {
    add = Row::Add;
    parse = Row::Parse;
    wait = Row::Wait;
    find = Row::Find;
    fetch = Row::Fetch;
    prose = Row::Prose;
    code = Row::Code;
    tokens = Row::Tokens;
}

main!(
    config = LibraryBenchmarkConfig::default()
        .pass_through_env("LOGGER")
        .tool(Callgrind::with_args(["--cache-sim=no"]).format([EventKind::Ir])),
    library_benchmark_groups = calls
);
