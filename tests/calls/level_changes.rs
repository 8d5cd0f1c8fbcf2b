//! The level changes while a call is pending.
//!
//! A target of its own because the level is that of the process.

use std::future::Future;
use std::pin::Pin;

use futures::executor::block_on;
use log::LevelFilter;
use tracked_core::tracked;

#[path = "../support/mod.rs"]
mod support;

use support::{expect, set};

#[tracked]
fn boxed() -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async { log::set_max_level(LevelFilter::Trace) })
}

#[test]
fn a_future_that_was_disabled_at_its_first_poll_logs_nothing() {
    set();
    let future = boxed();
    log::set_max_level(LevelFilter::Off);
    expect(&[], || block_on(future));
}
