//! `async fn`: bodies, borrows, suspensions, ways to end, and dropped futures.

use std::cell::Cell;
use std::time::Duration;

use futures::executor::block_on;
use futures::future::{FutureExt, join};
use tracked_core::tracked;

use crate::support::expect;
use crate::suspend;

#[tracked]
async fn at_once(a: i32) -> i32 {
    a + 1
}

#[tracked]
async fn suspended(a: i32) -> i32 {
    suspend().await;
    a + 1
}

#[tracked]
async fn nothing() {}

#[rustfmt::skip]
#[tracked]
async fn one_line(a: i32) -> i32 { suspended(a).await }

#[test]
fn every_end_of_an_async_fn_is_logged() {
    let value = expect(
        &["INFO start at_once(a=1)", "INFO done at_once(a=1) in TIME"],
        || block_on(at_once(1)),
    );
    assert_eq!(value, 2);
    let value = expect(
        &[
            "INFO start suspended(a=1)",
            "INFO done suspended(a=1) in TIME (busy TIME)",
        ],
        || block_on(suspended(1)),
    );
    assert_eq!(value, 2);
    expect(
        &["INFO start nothing()", "INFO done nothing() in TIME"],
        || block_on(nothing()),
    );
    assert_eq!(block_on(one_line(1)), 2);
}

#[tracked]
async fn fails(text: &str) -> Result<i32, std::num::ParseIntError> {
    suspend().await;
    let value: i32 = text.parse()?;
    Ok(value)
}

#[tracked]
async fn returns_early(a: i32) -> &'static str {
    if a < 0 {
        return "negative";
    }
    for i in 0.. {
        suspend().await;
        if i * i >= a {
            return if i * i == a { "square" } else { "other" };
        }
    }
    unreachable!()
}

#[tracked]
async fn question_mark_on_option(list: &[i32]) -> Option<i32> {
    let first = list.first()?;
    suspend().await;
    Some(*first)
}

#[test]
fn every_early_end_of_an_async_fn_is_logged() {
    expect(
        &[
            r#"INFO start fails(text="x")"#,
            r#"ERROR error fails(text="x") in TIME (busy TIME): invalid digit found in string"#,
        ],
        || block_on(fails("x")).unwrap_err(),
    );
    assert_eq!(block_on(fails("1")), Ok(1));
    assert_eq!(
        expect(
            &[
                "INFO start returns_early(a=-1)",
                "INFO done returns_early(a=-1) in TIME"
            ],
            || { block_on(returns_early(-1)) }
        ),
        "negative"
    );
    assert_eq!(block_on(returns_early(4)), "square");
    assert_eq!(block_on(question_mark_on_option(&[])), None);
    assert_eq!(block_on(question_mark_on_option(&[1])), Some(1));
}

#[test]
fn a_future_dropped_before_its_first_poll_logs_nothing() {
    expect(&[], || drop(suspended(1)));
}

#[test]
fn a_future_dropped_while_suspended_is_cancelled() {
    let polled = expect(
        &[
            "INFO start suspended(a=1)",
            "WARN cancel suspended(a=1) in TIME (busy TIME)",
        ],
        || suspended(1).now_or_never(),
    );
    assert_eq!(polled, None);
}

#[test]
fn a_future_dropped_after_it_completed_is_not_cancelled() {
    expect(
        &["INFO start at_once(a=1)", "INFO done at_once(a=1) in TIME"],
        || {
            let mut future = Box::pin(at_once(1));
            assert_eq!(future.as_mut().now_or_never(), Some(2));
            drop(future);
        },
    );
}

#[test]
#[should_panic(expected = "`async fn` resumed after completion")]
fn a_future_polled_after_it_completed_panics() {
    let mut future = Box::pin(at_once(1));
    assert_eq!(future.as_mut().now_or_never(), Some(2));
    future.as_mut().now_or_never();
}

#[tracked]
async fn panics(why: &str) {
    suspend().await;
    panic!("{why}");
}

#[test]
fn a_panic_during_a_poll_is_logged() {
    let payload = expect(
        &[
            r#"INFO start panics(why="boom")"#,
            r#"ERROR panic panics(why="boom") in TIME (busy TIME): boom"#,
        ],
        || block_on(std::panic::AssertUnwindSafe(panics("boom")).catch_unwind()).unwrap_err(),
    );
    assert_eq!(payload.downcast_ref::<String>().unwrap(), "boom");
}

#[test]
fn two_futures_can_run_at_the_same_time() {
    let both = expect(
        &[
            "INFO start suspended(a=1)",
            "INFO start suspended(a=5)",
            "INFO done suspended(a=1) in TIME (busy TIME)",
            "INFO done suspended(a=5) in TIME (busy TIME)",
        ],
        || block_on(join(suspended(1), suspended(5))),
    );
    assert_eq!(both, (2, 6));
}

#[tracked]
async fn selects(fast: u64, slow: u64) -> &'static str {
    tokio::select! {
        () = tokio::time::sleep(Duration::from_millis(fast)) => "fast",
        _ = sleeps(slow) => "slow",
    }
}

#[tracked]
async fn sleeps(ms: u64) -> u64 {
    tokio::time::sleep(Duration::from_millis(ms)).await;
    ms
}

#[tokio::test]
async fn an_async_fn_runs_under_tokio() {
    assert_eq!(tokio::spawn(sleeps(1)).await.unwrap(), 1);
    assert_eq!(
        tokio::time::timeout(Duration::from_secs(5), sleeps(1)).await,
        Ok(1)
    );
}

#[test]
fn the_loser_of_a_select_is_cancelled() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    let winner = expect(
        &[
            "INFO start selects(fast=1, slow=60000)",
            "INFO start sleeps(ms=60000)",
            "WARN cancel sleeps(ms=60000) in TIME (busy TIME)",
            "INFO done selects(fast=1, slow=60000) in TIME (busy TIME)",
        ],
        || runtime.block_on(selects(1, 60_000)),
    );
    assert_eq!(winner, "fast");
}

#[tracked]
async fn borrows(text: &str, list: &[String]) -> usize {
    suspend().await;
    text.len() + list.len()
}

#[tracked]
async fn mutable_in_and_out<'a>(list: &'a mut Vec<String>, text: &str) -> &'a mut String {
    list.push(text.to_owned());
    suspend().await;
    let last = list.len() - 1;
    &mut list[last]
}

#[tracked]
async fn consumes(text: String, mut list: Vec<String>) -> Vec<String> {
    list.push(text);
    suspend().await;
    list
}

#[tracked]
async fn elided(list: &mut Vec<u32>) -> Option<&mut u32> {
    if list.is_empty() {
        return None;
    }
    list.first_mut()
}

#[test]
fn arguments_can_be_borrowed_and_owned() {
    let mut list = vec!["a".to_owned()];
    assert_eq!(block_on(borrows("bc", &list)), 3);
    block_on(mutable_in_and_out(&mut list, "d")).push('e');
    assert_eq!(list, ["a", "de"]);
    assert_eq!(block_on(consumes("f".to_owned(), list)), ["a", "de", "f"]);
    assert_eq!(block_on(elided(&mut vec![1])), Some(&mut 1));
    assert_eq!(block_on(elided(&mut vec![])), None);
}

trait Shape {
    fn area(&self) -> u32;
}

impl Shape for u32 {
    fn area(&self) -> u32 {
        self * self
    }
}

impl Shape for () {
    fn area(&self) -> u32 {
        0
    }
}

#[tracked]
async fn coerces(side: u32) -> Result<Box<dyn Shape>, Box<dyn std::error::Error + Send + Sync>> {
    if side == 0 {
        return Ok(Box::new(()));
    }
    if side > 9 {
        return Err("too large".into());
    }
    suspend().await;
    Ok(Box::new(side))
}

#[tracked]
async fn infers(list: &[&str]) -> Result<Vec<u8>, std::num::ParseIntError> {
    list.iter().map(|item| item.parse()).collect()
}

#[tracked]
async fn slice() -> &'static [u8] {
    &[1, 2]
}

#[test]
fn the_returned_value_is_coerced_and_inferred() {
    assert_eq!(block_on(coerces(0)).unwrap().area(), 0);
    assert_eq!(block_on(coerces(3)).unwrap().area(), 9);
    assert_eq!(
        block_on(coerces(10)).err().unwrap().to_string(),
        "too large"
    );
    assert_eq!(block_on(infers(&["1", "2"])), Ok(vec![1, 2]));
    assert_eq!(block_on(slice()), [1, 2]);
}

#[tracked]
async fn never(turns: &Cell<u32>) -> ! {
    loop {
        turns.set(turns.get() + 1);
        suspend().await;
    }
}

#[test]
fn an_async_fn_can_return_never() {
    let turns = Cell::new(0);
    expect(
        &[
            "INFO start never(turns={..})",
            "WARN cancel never(turns={..}) in TIME (busy TIME)",
        ],
        || {
            let mut future = Box::pin(never(&turns));
            assert!(future.as_mut().now_or_never().is_none());
            assert!(future.as_mut().now_or_never().is_none());
        },
    );
    assert_eq!(turns.get(), 2);
}

#[tracked]
async fn blocks_inside(a: i32) -> Result<i32, String> {
    let inner = async {
        suspend().await;
        if a < 0 {
            return Err("negative".to_owned());
        }
        Ok(a)
    };
    let closure = async |b: i32| -> i32 { a + b };
    Ok(inner.await? + closure(1).await)
}

#[tracked]
async unsafe fn unsafe_and_async(pointer: *const i32) -> i32 {
    // SAFETY: the caller guarantees the same.
    unsafe { *pointer }
}

#[test]
fn other_async_functions_behave_the_same() {
    assert_eq!(block_on(blocks_inside(1)), Ok(3));
    assert_eq!(block_on(blocks_inside(-1)), Err("negative".to_owned()));
    let one = 1;
    // SAFETY: `one` outlives the future.
    let value = expect(
        &[
            "INFO start unsafe_and_async(pointer=0x{..})",
            "INFO done unsafe_and_async(pointer=0x{..}) in TIME",
        ],
        || block_on(unsafe { unsafe_and_async(&raw const one) }),
    );
    assert_eq!(value, 1);
}

/// A macro of the user's that is named like one of the standard library.
macro_rules! write {
    ($future:expr) => {
        $future.await
    };
}

#[tracked]
async fn awaits_in_a_macro(a: i32) -> i32 {
    write!(suspended(a))
}

#[test]
fn a_macro_may_await() {
    assert_eq!(block_on(awaits_in_a_macro(1)), block_on(suspended(1)));
}
