//! By hand, with all of a call that is logged in a function of its own.

use std::num::ParseIntError;
use std::time::Instant;

use log::{Level, error, info};

use super::{bodies, cold, is_on};

#[inline(never)]
fn add(a: u64, b: u64) -> u64 {
    if !is_on(Level::Info) {
        return bodies::add(a, b);
    }
    cold(move || {
        info!("start add(a={a:?}, b={b:?})");
        let begun = Instant::now();
        let sum = bodies::add(a, b);
        info!("done add(a={a:?}, b={b:?}) in {:.2?}", begun.elapsed());
        sum
    })
}

#[inline(never)]
fn parse(text: &str) -> Result<u64, ParseIntError> {
    if !is_on(Level::Error) {
        return bodies::parse(text);
    }
    cold(move || {
        info!("start parse(text={text:?})");
        let begun = Instant::now();
        let result = bodies::parse(text);
        let elapsed = begun.elapsed();
        match &result {
            Ok(_) => info!("done parse(text={text:?}) in {elapsed:.2?}"),
            Err(err) => error!("error parse(text={text:?}) in {elapsed:.2?}: {err}"),
        }
        result
    })
}

async fn fetch(text: &str, waits: u32) -> Result<u64, ParseIntError> {
    if !is_on(Level::Error) {
        return bodies::fetch(text, waits).await;
    }
    let begun = cold(move || {
        info!("start fetch(text={text:?}, waits={waits:?})");
        Instant::now()
    });
    let result = bodies::fetch(text, waits).await;
    let ended = &result;
    cold(move || {
        let elapsed = begun.elapsed();
        match ended {
            Ok(_) => info!("done fetch(text={text:?}, waits={waits:?}) in {elapsed:.2?}"),
            Err(err) => {
                error!("error fetch(text={text:?}, waits={waits:?}) in {elapsed:.2?}: {err}");
            }
        }
    });
    result
}

#[inline(never)]
fn nest(depth: u64) -> u64 {
    if !is_on(Level::Info) {
        return bodies::nest(depth, nest);
    }
    cold(move || {
        info!("start nest(depth={depth:?})");
        let begun = Instant::now();
        let deep = bodies::nest(depth, nest);
        info!("done nest(depth={depth:?}) in {:.2?}", begun.elapsed());
        deep
    })
}

super::run!();
