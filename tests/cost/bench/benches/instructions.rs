//! How many instructions a call takes, counted by gungraun with the logger that `LOGGER` names.

#![allow(missing_docs, reason = "the macros of gungraun write public items")]

mod support;

use gungraun::{
    Callgrind, EventKind, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main,
};

use support::loggers::Logger;
use support::styles::{Call, Row, Style};

/// Prepares a call: what only the first calls do is not counted.
fn warmed_up(row: Row, style: Style) -> Call {
    let logger = Logger::from_env();
    logger.set();
    let call = style.call(row, logger.is_logging());
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
            #[bench::plain(warmed_up($row, Style::Plain))]
            #[bench::hand(warmed_up($row, Style::Hand))]
            #[bench::hand_kv(warmed_up($row, Style::HandKv))]
            #[bench::limit(warmed_up($row, Style::Limit))]
            #[bench::tracked(warmed_up($row, Style::Tracked))]
            #[bench::tracing(warmed_up($row, Style::Tracing))]
            #[bench::fastrace(warmed_up($row, Style::Fastrace))]
            #[bench::logcall(warmed_up($row, Style::Logcall))]
            #[bench::log_derive(warmed_up($row, Style::LogDerive))]
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
    parse_failing = Row::ParseFailing;
    wait = Row::Wait;
    wait_failing = Row::WaitFailing;
}

main!(
    config = LibraryBenchmarkConfig::default()
        .pass_through_env("LOGGER")
        .tool(Callgrind::with_args(["--cache-sim=no"]).format([EventKind::Ir])),
    library_benchmark_groups = calls
);
