//! By hand, with one look at the level in front, and nothing else to do where it is off.

use std::num::ParseIntError;
use std::time::Instant;

use log::{Level, error, info};

use super::{bodies, cold, is_on};

#[inline(never)]
fn add(a: u64, b: u64) -> u64 {
    let begun = is_on(Level::Info).then(|| {
        cold(move || {
            info!("start add(a={a:?}, b={b:?})");
            Instant::now()
        })
    });
    let sum = bodies::add(a, b);
    if let Some(begun) = begun {
        cold(move || info!("done add(a={a:?}, b={b:?}) in {:.2?}", begun.elapsed()));
    }
    sum
}

#[inline(never)]
fn parse(text: &str) -> Result<u64, ParseIntError> {
    let begun = is_on(Level::Error).then(|| {
        cold(move || {
            info!("start parse(text={text:?})");
            Instant::now()
        })
    });
    let result = bodies::parse(text);
    if let Some(begun) = begun {
        let result = &result;
        cold(move || {
            let elapsed = begun.elapsed();
            match result {
                Ok(_) => info!("done parse(text={text:?}) in {elapsed:.2?}"),
                Err(err) => error!("error parse(text={text:?}) in {elapsed:.2?}: {err}"),
            }
        });
    }
    result
}

async fn fetch(text: &str, waits: u32) -> Result<u64, ParseIntError> {
    let begun = is_on(Level::Error).then(|| {
        cold(move || {
            info!("start fetch(text={text:?}, waits={waits:?})");
            Instant::now()
        })
    });
    let result = bodies::fetch(text, waits).await;
    if let Some(begun) = begun {
        let result = &result;
        cold(move || {
            let elapsed = begun.elapsed();
            match result {
                Ok(_) => info!("done fetch(text={text:?}, waits={waits:?}) in {elapsed:.2?}"),
                Err(err) => {
                    error!("error fetch(text={text:?}, waits={waits:?}) in {elapsed:.2?}: {err}");
                }
            }
        });
    }
    result
}

#[inline(never)]
fn nest(depth: u64) -> u64 {
    let begun = is_on(Level::Info).then(|| {
        cold(move || {
            info!("start nest(depth={depth:?})");
            Instant::now()
        })
    });
    let deep = bodies::nest(depth, nest);
    if let Some(begun) = begun {
        cold(move || info!("done nest(depth={depth:?}) in {:.2?}", begun.elapsed()));
    }
    deep
}

super::run!();
