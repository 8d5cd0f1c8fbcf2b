//! Calls at other levels than the most detailed one, and levels that change while a call is pending.
//!
//! A target of its own because the level is that of the process.

use std::cell::Cell;
use std::fmt::{self, Debug, Formatter};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard};

use futures::executor::block_on;
use log::LevelFilter;
use tracked_core::{record, tracked};

#[path = "../support/mod.rs"]
mod support;

use support::{expect, set};

#[tracked]
fn boxed() -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async { log::set_max_level(LevelFilter::Trace) })
}

thread_local! {
    static FORMATTED: Cell<usize> = const { Cell::new(0) };
}

struct Counted;

impl Debug for Counted {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
        FORMATTED.set(FORMATTED.get() + 1);
        Ok(())
    }
}

#[tracked(level = "debug", panic = off)]
fn never_fails(_value: Counted) {}

#[tracked(level = "debug", panic = off)]
fn may_fail(_value: Counted) -> Result<(), ()> {
    Ok(())
}

#[tracked(level = "debug", panic(level = "trace"))]
async fn may_be_cancelled(_value: Counted) {}

#[test]
fn no_value_is_captured_for_an_event_that_cannot_happen() {
    let _level = at(LevelFilter::Info);
    let formatted = |call: &dyn Fn()| {
        let before = FORMATTED.get();
        call();
        FORMATTED.get() - before
    };
    assert_eq!(formatted(&|| never_fails(Counted)), 0);
    assert_eq!(formatted(&|| may_fail(Counted).unwrap()), 1);
    assert_eq!(formatted(&|| block_on(may_be_cancelled(Counted))), 1);
}

/// Sets the level while no other test of the process does.
fn at(level: LevelFilter) -> MutexGuard<'static, ()> {
    static LEVEL: Mutex<()> = Mutex::new(());
    let guard = LEVEL.lock().unwrap();
    set();
    log::set_max_level(level);
    guard
}

#[test]
fn a_future_that_was_disabled_at_its_first_poll_logs_nothing() {
    let _level = at(LevelFilter::Trace);
    let future = boxed();
    log::set_max_level(LevelFilter::Off);
    expect(&[], || block_on(future));
}

/// A disabled function only tests its level and stores nothing.
#[test]
fn a_field_belongs_to_the_call_around_a_function_of_which_no_event_is_enabled() {
    #[tracked(level = "debug", panic = off)]
    fn disabled() {
        record("a", 1);
    }
    #[tracked(level = "debug")]
    fn may_panic() {
        record("b", 2);
    }
    #[tracked(name = "outer", start = off)]
    fn outer() {
        disabled();
        may_panic();
    }

    let _level = at(LevelFilter::Info);
    expect(&["INFO done outer(a=1) in TIME"], outer);
}
