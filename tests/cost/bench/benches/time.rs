//! How long a call takes, measured by criterion with the logger that `LOGGER` names.

mod support;

use std::env;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion};

use support::loggers::Logger;
use support::{Row, STYLES, call};

fn main() {
    let logger = Logger::from_env();
    logger.set();
    // Short, because `tracked-bench time` repeats the whole run, and takes the smallest of the medians.
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(50))
        .measurement_time(Duration::from_millis(200))
        .configure_from_args();
    let name = env::var("LOGGER").unwrap_or_else(|_| "text".to_owned());
    let mut group = criterion.benchmark_group(name);
    for (row_name, row) in Row::ALL {
        for (style, _) in STYLES {
            let call = call(row, style, logger != Logger::Off);
            group.bench_function(BenchmarkId::new(row_name, style), |bencher| {
                bencher.iter(&call);
            });
        }
    }
    group.finish();
    criterion.final_summary();
}
