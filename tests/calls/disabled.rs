//! If the level is disabled, a call formats no value, evaluates no field and builds no message.
//!
//! A separate test target, because no test of the process may set a logger.

use std::cell::Cell;
use std::fmt::{self, Debug, Display, Formatter};

use tracked_core::tracked;

thread_local! {
    static TOUCHED: Cell<usize> = const { Cell::new(0) };
}

fn touch() -> usize {
    TOUCHED.set(TOUCHED.get() + 1);
    TOUCHED.get()
}

/// Counts how often it is formatted.
struct Counted;

impl Debug for Counted {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
        touch();
        Ok(())
    }
}

impl Display for Counted {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
        touch();
        Ok(())
    }
}

#[tracked(ret, done = "{value} {ret}", fields(count = touch()))]
fn sync(value: Counted) -> Counted {
    value
}

#[tracked(err = "{value:?} {err}")]
fn fails(value: Counted) -> Result<(), Counted> {
    Err(value)
}

#[tracked(err_if = Result::is_err, start = "{value}")]
async fn later(value: Counted) -> Result<Counted, Counted> {
    tokio::task::yield_now().await;
    Ok(value)
}

#[tracked]
#[track_caller]
fn in_place(value: Counted) -> Result<Counted, Counted> {
    Ok(Err(value)?)
}

#[test]
fn nothing_is_formatted_without_a_logger() {
    sync(Counted);
    fails(Counted).unwrap_err();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    assert!(runtime.block_on(later(Counted)).is_ok());
    assert!(in_place(Counted).is_err());
    assert_eq!(TOUCHED.get(), 0);
}
