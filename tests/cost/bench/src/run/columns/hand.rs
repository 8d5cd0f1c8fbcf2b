//! By hand, as most people do: a record before and one behind.

use std::num::ParseIntError;
use std::time::Instant;

use log::{error, info};

use super::bodies;

#[inline(never)]
fn add(a: u64, b: u64) -> u64 {
    info!("start add(a={a:?}, b={b:?})");
    let begun = Instant::now();
    let sum = bodies::add(a, b);
    info!("done add(a={a:?}, b={b:?}) in {:.2?}", begun.elapsed());
    sum
}

#[inline(never)]
fn parse(text: &str) -> Result<u64, ParseIntError> {
    info!("start parse(text={text:?})");
    let begun = Instant::now();
    let result = bodies::parse(text);
    let elapsed = begun.elapsed();
    match &result {
        Ok(_) => info!("done parse(text={text:?}) in {elapsed:.2?}"),
        Err(err) => error!("error parse(text={text:?}) in {elapsed:.2?}: {err}"),
    }
    result
}

async fn fetch(text: &str, waits: u32) -> Result<u64, ParseIntError> {
    info!("start fetch(text={text:?}, waits={waits:?})");
    let begun = Instant::now();
    let result = bodies::fetch(text, waits).await;
    let elapsed = begun.elapsed();
    match &result {
        Ok(_) => info!("done fetch(text={text:?}, waits={waits:?}) in {elapsed:.2?}"),
        Err(err) => error!("error fetch(text={text:?}, waits={waits:?}) in {elapsed:.2?}: {err}"),
    }
    result
}

#[inline(never)]
fn nest(depth: u64) -> u64 {
    info!("start nest(depth={depth:?})");
    let begun = Instant::now();
    let deep = bodies::nest(depth, nest);
    info!("done nest(depth={depth:?}) in {:.2?}", begun.elapsed());
    deep
}

super::run!();
