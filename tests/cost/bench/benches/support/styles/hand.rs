//! Code by hand as most people write it: a record before the body and a record after it.

use std::num::ParseIntError;
use std::time::Instant;

use log::{error, info};

use super::bodies;

#[inline(never)]
fn add(a: u64, b: u64) -> u64 {
    info!("start add(a={a:?}, b={b:?})");
    let start = Instant::now();
    let sum = bodies::add(a, b);
    info!("done add(a={a:?}, b={b:?}) in {:.2?}", start.elapsed());
    sum
}

#[inline(never)]
fn parse(text: &str) -> Result<u64, ParseIntError> {
    info!("start parse(text={text:?})");
    let start = Instant::now();
    let result = bodies::parse(text);
    let elapsed = start.elapsed();
    match &result {
        Ok(_) => info!("done parse(text={text:?}) in {elapsed:.2?}"),
        Err(error) => error!("error parse(text={text:?}) in {elapsed:.2?}: {error}"),
    }
    result
}

async fn wait(text: &str, times: u32) -> Result<u64, ParseIntError> {
    info!("start wait(text={text:?}, times={times:?})");
    let start = Instant::now();
    let result = bodies::wait(text, times).await;
    let elapsed = start.elapsed();
    match &result {
        Ok(_) => info!("done wait(text={text:?}, times={times:?}) in {elapsed:.2?}"),
        Err(error) => {
            error!("error wait(text={text:?}, times={times:?}) in {elapsed:.2?}: {error}");
        }
    }
    result
}

super::calls!();
