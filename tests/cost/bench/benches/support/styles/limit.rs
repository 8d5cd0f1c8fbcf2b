//! Careful code by hand: one test of the level, everything else out of line.

use std::num::ParseIntError;
use std::time::Instant;

use log::{Level, error, info};

use super::bodies;

/// Whether a record of the level can reach a logger.
#[inline]
fn is_enabled(level: Level) -> bool {
    level <= log::STATIC_MAX_LEVEL && level <= log::max_level()
}

/// Runs code that the compiler shall expect not to run.
#[cold]
#[inline(never)]
fn cold<R>(code: impl FnOnce() -> R) -> R {
    code()
}

#[inline(never)]
fn add(a: u64, b: u64) -> u64 {
    let start = is_enabled(Level::Info).then(|| {
        cold(move || {
            info!("start add(a={a:?}, b={b:?})");
            Instant::now()
        })
    });
    let sum = bodies::add(a, b);
    if let Some(start) = start {
        cold(move || info!("done add(a={a:?}, b={b:?}) in {:.2?}", start.elapsed()));
    }
    sum
}

#[inline(never)]
fn parse(text: &str) -> Result<u64, ParseIntError> {
    let start = is_enabled(Level::Error).then(|| {
        cold(move || {
            info!("start parse(text={text:?})");
            Instant::now()
        })
    });
    let result = bodies::parse(text);
    if let Some(start) = start {
        let result = &result;
        cold(move || {
            let elapsed = start.elapsed();
            match result {
                Ok(_) => info!("done parse(text={text:?}) in {elapsed:.2?}"),
                Err(error) => error!("error parse(text={text:?}) in {elapsed:.2?}: {error}"),
            }
        });
    }
    result
}

async fn wait(text: &str, times: u32) -> Result<u64, ParseIntError> {
    let start = is_enabled(Level::Error).then(|| {
        cold(move || {
            info!("start wait(text={text:?}, times={times:?})");
            Instant::now()
        })
    });
    let result = bodies::wait(text, times).await;
    if let Some(start) = start {
        let result = &result;
        cold(move || {
            let elapsed = start.elapsed();
            match result {
                Ok(_) => info!("done wait(text={text:?}, times={times:?}) in {elapsed:.2?}"),
                Err(error) => {
                    error!("error wait(text={text:?}, times={times:?}) in {elapsed:.2?}: {error}");
                }
            }
        });
    }
    result
}

super::calls!();
