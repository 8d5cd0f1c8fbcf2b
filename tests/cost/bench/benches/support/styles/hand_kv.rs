//! Code by hand with the key-values that `tracked` adds to its records: the ids of the call, its parent, its arguments.

use std::cell::Cell;
use std::fmt::{self, Display, Formatter};
use std::future::poll_fn;
use std::hash::{BuildHasher, RandomState};
use std::num::ParseIntError;
use std::pin::pin;
use std::time::{Duration, Instant};

use super::bodies;

/// The ids of a call.
#[derive(Clone, Copy)]
struct Call {
    trace: u128,
    id: u64,
    parent: Option<u64>,
}

thread_local! {
    static CURRENT: Cell<Option<Call>> = const { Cell::new(None) };
    static LAST_ID: Cell<u64> = Cell::new(RandomState::new().hash_one(0));
}

fn new_id() -> u64 {
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
    LAST_ID.set(LAST_ID.get().wrapping_add(STEP));
    LAST_ID.get()
}

impl Call {
    fn new() -> Self {
        let parent = CURRENT.get();
        Call {
            trace: parent.map_or_else(
                || u128::from(new_id()) << 64 | u128::from(new_id()),
                |parent| parent.trace,
            ),
            id: new_id(),
            parent: parent.map(|parent| parent.id),
        }
    }

    /// Makes the call the parent of later calls until the returned guard is dropped.
    fn enter(self) -> Entered {
        Entered(CURRENT.replace(Some(self)))
    }
}

struct Entered(Option<Call>);

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.0);
    }
}

/// An id in hexadecimal digits.
struct Hex<const WIDTH: usize>(u128);

impl<const WIDTH: usize> Display for Hex<WIDTH> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:0WIDTH$x}", self.0)
    }
}

fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// Logs an event of a call.
macro_rules! record {
    ($level:ident, $event:literal $function:ident $call:ident ($($key_values:tt)*), $($message:tt)+) => {
        log::$level!(
            "tracked.event" = $event,
            "tracked.function" = concat!(module_path!(), "::", stringify!($function)),
            "tracked.trace":% = Hex::<32>($call.trace),
            "tracked.call":% = Hex::<16>($call.id.into()),
            "tracked.parent":? = $call.parent,
            $($key_values)*;
            $($message)+
        )
    };
}

#[inline(never)]
fn add(a: u64, b: u64) -> u64 {
    let call = Call::new();
    record!(info, "start" add call (a, b), "start add(a={a:?}, b={b:?})");
    let start = Instant::now();
    let entered = call.enter();
    let sum = bodies::add(a, b);
    drop(entered);
    let elapsed = start.elapsed();
    record!(
        info, "done" add call (a, b, "tracked.elapsed_ns" = nanos(elapsed)),
        "done add(a={a:?}, b={b:?}) in {elapsed:.2?}"
    );
    sum
}

#[inline(never)]
fn parse(text: &str) -> Result<u64, ParseIntError> {
    let call = Call::new();
    record!(info, "start" parse call (text), "start parse(text={text:?})");
    let start = Instant::now();
    let entered = call.enter();
    let result = bodies::parse(text);
    drop(entered);
    let elapsed = start.elapsed();
    match &result {
        Ok(_) => record!(
            info, "done" parse call (text, "tracked.elapsed_ns" = nanos(elapsed)),
            "done parse(text={text:?}) in {elapsed:.2?}"
        ),
        Err(error) => record!(
            error, "error" parse call (text, "tracked.elapsed_ns" = nanos(elapsed), "tracked.error":% = error),
            "error parse(text={text:?}) in {elapsed:.2?}: {error}"
        ),
    }
    result
}

async fn wait(text: &str, times: u32) -> Result<u64, ParseIntError> {
    let call = Call::new();
    record!(info, "start" wait call (text, times), "start wait(text={text:?}, times={times:?})");
    let start = Instant::now();
    let mut busy = Duration::ZERO;
    let mut body = pin!(bodies::wait(text, times));
    let result = poll_fn(|cx| {
        let polled = Instant::now();
        let entered = call.enter();
        let poll = body.as_mut().poll(cx);
        drop(entered);
        busy += polled.elapsed();
        poll
    })
    .await;
    let elapsed = start.elapsed();
    match &result {
        Ok(_) => record!(
            info, "done" wait call (
                text, times, "tracked.elapsed_ns" = nanos(elapsed), "tracked.busy_ns" = nanos(busy)
            ),
            "done wait(text={text:?}, times={times:?}) in {elapsed:.2?} (busy {busy:.2?})"
        ),
        Err(error) => record!(
            error, "error" wait call (
                text, times, "tracked.elapsed_ns" = nanos(elapsed), "tracked.busy_ns" = nanos(busy),
                "tracked.error":% = error
            ),
            "error wait(text={text:?}, times={times:?}) in {elapsed:.2?} (busy {busy:.2?}): {error}"
        ),
    }
    result
}

super::calls!();
