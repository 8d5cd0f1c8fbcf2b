//! Panics: the payload and the location do not change, the hook runs once, destructors run, and no panic is swallowed.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::panic::{AssertUnwindSafe, UnwindSafe, catch_unwind, panic_any, resume_unwind};
use std::sync::{Mutex, PoisonError};

use futures::executor::block_on;
use futures::future::FutureExt;
use tracked_core::tracked;

use crate::support::expect;
use crate::suspend;

type Payload = Box<dyn Any + Send>;

#[derive(Debug, PartialEq)]
struct Custom(u32);

#[tracked]
fn with_literal() {
    panic!("boom");
}

#[tracked]
fn with_format(n: u32) -> u32 {
    panic!("boom {n}")
}

#[tracked]
fn with_custom() -> Result<(), String> {
    panic_any(Custom(7))
}

#[tracked]
fn resumes(payload: Payload) -> Option<u32> {
    resume_unwind(payload)
}

#[tracked]
fn by_assertion(a: u32) {
    assert_eq!(a, 1, "not one");
}

#[tracked]
fn by_index(list: &[u32]) -> u32 {
    list[3]
}

#[tracked]
fn by_expect(value: Result<u32, std::fmt::Error>) -> Result<u32, std::fmt::Error> {
    Ok(value.expect("no value"))
}

#[test]
fn the_payload_does_not_change_and_its_message_is_logged() {
    let payload = expect(
        &[
            "INFO start with_literal()",
            "ERROR panic with_literal() in TIME: boom",
        ],
        || catch_unwind(with_literal).unwrap_err(),
    );
    assert_eq!(*payload.downcast::<&str>().unwrap(), "boom");
    let payload = expect(
        &[
            "INFO start with_format(n=1)",
            "ERROR panic with_format(n=1) in TIME: boom 1",
        ],
        || catch_unwind(|| with_format(1)).unwrap_err(),
    );
    assert_eq!(*payload.downcast::<String>().unwrap(), "boom 1");
    let payload = expect(
        &[
            "INFO start with_custom()",
            "ERROR panic with_custom() in TIME{..}",
        ],
        || catch_unwind(with_custom).unwrap_err(),
    );
    assert_eq!(*payload.downcast::<Custom>().unwrap(), Custom(7));
    expect(
        &[
            "INFO start by_index(list=[1])",
            "ERROR panic by_index(list=[1]) in TIME: index out of bounds: the len is 1 but the index is 3",
        ],
        || catch_unwind(|| by_index(&[1])).unwrap_err(),
    );
    expect(
        &[
            "INFO start by_expect(value=Err(Error))",
            "ERROR panic by_expect(value=Err(Error)) in TIME: no value: Error",
        ],
        || catch_unwind(|| by_expect(Err(std::fmt::Error))).unwrap_err(),
    );
    assert!(catch_unwind(|| by_assertion(1)).is_ok());
    assert!(catch_unwind(|| by_assertion(2)).is_err());
}

#[test]
fn a_resumed_payload_is_the_same_box() {
    let payload: Payload = Box::new(Custom(1));
    let before = std::ptr::from_ref::<dyn Any + Send>(&*payload).cast::<()>();
    let (payload, hook_calls) =
        counting_hook_calls(|| catch_unwind(AssertUnwindSafe(|| resumes(payload))).unwrap_err());
    let after = std::ptr::from_ref::<dyn Any + Send>(&*payload).cast::<()>();
    assert_eq!(before, after);
    // `resume_unwind` calls no hook, so the attribute must not call it either.
    assert_eq!(hook_calls, 0);
}

#[tracked]
fn outer(n: u32) -> Result<u32, String> {
    if n == 0 {
        return Ok(middle(n)?.len() as u32);
    }
    Ok(n)
}

#[tracked]
fn middle(n: u32) -> Result<String, String> {
    Ok(with_format(n).to_string())
}

#[test]
fn every_call_that_unwinds_is_logged() {
    let payload = expect(
        &[
            "INFO start outer(n=0)",
            "INFO start middle(n=0)",
            "INFO start with_format(n=0)",
            "ERROR panic with_format(n=0) in TIME: boom 0",
            "ERROR panic middle(n=0) in TIME: boom 0",
            "ERROR panic outer(n=0) in TIME: boom 0",
        ],
        || catch_unwind(|| outer(0)).unwrap_err(),
    );
    assert_eq!(*payload.downcast::<String>().unwrap(), "boom 0");
}

#[tracked]
fn catches(n: u32) -> Result<u32, String> {
    catch_unwind(|| with_format(n)).map_err(|payload| *payload.downcast::<String>().unwrap())
}

#[test]
fn a_body_can_catch_a_panic() {
    expect(
        &[
            "INFO start catches(n=1)",
            "INFO start with_format(n=1)",
            "ERROR panic with_format(n=1) in TIME: boom 1",
            "ERROR error catches(n=1) in TIME: boom 1",
        ],
        || assert_eq!(catches(1), Err("boom 1".to_owned())),
    );
}

/// Runs `body` and returns how often this thread called the panic hook.
fn counting_hook_calls<R>(body: impl FnOnce() -> R) -> (R, usize) {
    let (value, places) = with_hook(body);
    (value, places.len())
}

/// The location of the panic in `body`, as the hook receives it.
pub(crate) fn place_of_panic(body: impl FnOnce() + UnwindSafe) -> (String, u32) {
    let (outcome, places) = with_hook(|| catch_unwind(body));
    assert!(outcome.is_err());
    assert_eq!(places.len(), 1, "the hook is called once");
    places.into_iter().next().unwrap()
}

fn with_hook<R>(body: impl FnOnce() -> R) -> (R, Vec<(String, u32)>) {
    static ONE_HOOK_AT_A_TIME: Mutex<()> = Mutex::new(());
    thread_local! {
        static PLACES: RefCell<Vec<(String, u32)>> = const { RefCell::new(Vec::new()) };
    }
    let _one = ONE_HOOK_AT_A_TIME
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().unwrap();
        PLACES.with_borrow_mut(|places| places.push((place.file().to_owned(), place.line())));
    }));
    let value = body();
    std::panic::set_hook(before);
    (value, PLACES.take())
}

#[test]
fn the_panic_hook_runs_once_with_the_same_location() {
    let (file, line) = place_of_panic(|| drop(outer(0)));
    let line_in_file = include_str!("panics.rs")
        .lines()
        .nth(line as usize - 1)
        .unwrap();
    assert_eq!(
        (file.as_str(), line_in_file.trim()),
        (file!(), r#"panic!("boom {n}")"#)
    );
}

struct Panicking<'a>(&'a Cell<bool>);

impl Drop for Panicking<'_> {
    #[tracked]
    fn drop(&mut self) {
        self.0.set(std::thread::panicking());
    }
}

#[tracked]
fn unwinds_past(seen: &Cell<bool>) {
    let _guard = Panicking(seen);
    with_literal();
}

#[test]
fn destructors_run_while_panicking() {
    let seen = Cell::new(false);
    expect(
        &[
            "INFO start unwinds_past(seen={..})",
            "INFO start with_literal()",
            "ERROR panic with_literal() in TIME: boom",
            "INFO start Panicking::drop()",
            "INFO done Panicking::drop() in TIME",
            "ERROR panic unwinds_past(seen={..}) in TIME: boom",
        ],
        || catch_unwind(AssertUnwindSafe(|| unwinds_past(&seen))).unwrap_err(),
    );
    assert!(seen.get());
    assert!(!std::thread::panicking());
}

/// A call that returns while its thread unwinds is done, not panicked.
#[test]
fn calls_during_unwinding_are_logged_as_usual() {
    struct Fails;
    impl Drop for Fails {
        fn drop(&mut self) {
            assert!(catch_unwind(with_literal).is_err());
            assert_eq!(catches(1), Err("boom 1".to_owned()));
        }
    }
    expect(
        &[
            "INFO start with_literal()",
            "ERROR panic with_literal() in TIME: boom",
            "INFO start catches(n=1)",
            "INFO start with_format(n=1)",
            "ERROR panic with_format(n=1) in TIME: boom 1",
            "ERROR error catches(n=1) in TIME: boom 1",
        ],
        || {
            catch_unwind(|| {
                let _fails = Fails;
                panic!("first");
            })
            .unwrap_err()
        },
    );
}

#[tracked]
async fn async_custom(n: u32) -> Result<u32, String> {
    suspend().await;
    panic_any(Custom(n))
}

#[tracked]
fn prelude_panics(n: u32) -> impl Future<Output = u32> {
    assert!(n > 0, "zero");
    async move { n }
}

#[test]
fn a_future_that_panics_is_logged() {
    let payload = expect(
        &[
            "INFO start async_custom(n=1)",
            "ERROR panic async_custom(n=1) in TIME (busy TIME){..}",
        ],
        || block_on(AssertUnwindSafe(async_custom(1)).catch_unwind()).unwrap_err(),
    );
    assert_eq!(*payload.downcast::<Custom>().unwrap(), Custom(1));
    assert_eq!(block_on(prelude_panics(1)), 1);
    let payload = catch_unwind(|| drop(prelude_panics(0))).unwrap_err();
    assert_eq!(*payload.downcast::<&str>().unwrap(), "zero");
}

/// Dropping a future that panicked logs no second end.
#[test]
fn a_panicked_future_is_not_cancelled() {
    expect(
        &[
            "INFO start async_custom(n=1)",
            "ERROR panic async_custom(n=1) in TIME (busy TIME){..}",
        ],
        || {
            let mut future = Box::pin(async_custom(1));
            assert!(future.as_mut().now_or_never().is_none());
            assert!(catch_unwind(AssertUnwindSafe(|| future.as_mut().now_or_never())).is_err());
            drop(future);
        },
    );
}

/// A future that is dropped because its owner unwinds is cancelled: it did not panic itself.
#[test]
fn a_future_dropped_by_unwinding_is_cancelled() {
    expect(
        &[
            "INFO start async_custom(n=1)",
            "WARN cancel async_custom(n=1) in TIME (busy TIME)",
        ],
        || {
            catch_unwind(|| {
                let mut future = Box::pin(async_custom(1));
                assert!(future.as_mut().now_or_never().is_none());
                panic!("elsewhere");
            })
            .unwrap_err()
        },
    );
}

#[tracked]
fn in_a_thread(n: u32) -> u32 {
    let worker = std::thread::spawn(move || with_format(n));
    worker
        .join()
        .unwrap_or_else(|payload| resume_unwind(payload))
}

#[test]
fn a_panic_crosses_threads() {
    let payload = catch_unwind(|| in_a_thread(3)).unwrap_err();
    assert_eq!(*payload.downcast::<String>().unwrap(), "boom 3");
}

#[test]
#[should_panic(expected = "boom 5")]
fn the_test_harness_recognises_a_panic() {
    with_format(5);
}

#[tracked]
#[test]
#[should_panic(expected = "tracked itself")]
fn a_tracked_test_can_panic() {
    panic!("tracked itself");
}
