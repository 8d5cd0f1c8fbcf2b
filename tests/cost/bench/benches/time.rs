//! How long a call takes, measured by criterion with the logger that `LOGGER` names.

mod support;

use std::env;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion};

use support::loggers::Logger;
use support::styles::{Row, Style};

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
        for (style_name, style) in Style::ALL {
            let call = style.call(row, logger.is_logging());
            group.bench_function(BenchmarkId::new(row_name, style_name), |bencher| {
                bencher.iter(&call);
            });
        }
    }
    group.finish();
    criterion.final_summary();
}
