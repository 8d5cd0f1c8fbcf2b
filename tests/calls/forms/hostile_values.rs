//! Values whose `Debug` or `Display` panics, fails, logs, calls tracked functions or never ends do not affect the call.

use std::cell::Cell;
use std::error::Error;
use std::fmt::{self, Debug, Display, Formatter};
use std::panic::catch_unwind;
use std::sync::Mutex;

use futures::executor::block_on;
use tracked_core::tracked;

use crate::support::{expect, recorded};
use crate::suspend;

/// Runs a call of `name` and asserts that its records are complete lines: one start and one `end`.
#[track_caller]
fn start_and<R>(end: &str, name: &str, body: impl FnOnce() -> R) -> R {
    let (value, records) = recorded(body);
    // The contract does not define which other records a value logs while it is formatted.
    let call = format!(" {name}(");
    let texts: Vec<&str> = records.iter().map(|record| record.text.as_str()).collect();
    let own: Vec<&str> = texts
        .iter()
        .copied()
        .filter(|text| text.contains(&call))
        .collect();
    let [first, last] = own[..] else {
        panic!("expected one start and one end, found {texts:#?}");
    };
    assert!(
        first.starts_with("start ") && first.ends_with(')'),
        "{texts:#?}"
    );
    assert!(
        last.starts_with(end) && last.contains(") in "),
        "{texts:#?}"
    );
    assert!(!own.iter().any(|text| text.contains('\n')), "{texts:#?}");
    value
}

struct Panics;

impl Debug for Panics {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
        panic!("Debug panics")
    }
}

impl Display for Panics {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
        panic!("Display panics")
    }
}

impl Error for Panics {}

struct PanicsHalfway;

impl Debug for PanicsHalfway {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("half")?;
        panic!("Debug panics halfway")
    }
}

struct Fails;

impl Debug for Fails {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("some")?;
        Err(fmt::Error)
    }
}

impl Display for Fails {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
        Err(fmt::Error)
    }
}

impl Error for Fails {}

#[tracked]
fn takes<T: Debug>(value: T, n: u32) -> u32 {
    drop(value);
    n + 1
}

#[tracked]
async fn takes_async<T: Debug>(value: T, n: u32) -> u32 {
    suspend().await;
    drop(value);
    n + 1
}

#[test]
fn an_argument_that_panics_or_fails_does_not_affect_the_call() {
    assert_eq!(start_and("done ", "takes", || takes(Panics, 1)), 2);
    assert_eq!(start_and("done ", "takes", || takes(PanicsHalfway, 1)), 2);
    assert_eq!(start_and("done ", "takes", || takes(Fails, 1)), 2);
    assert_eq!(
        start_and("done ", "takes", || takes(vec![Some(Panics)], 1)),
        2
    );
    assert_eq!(
        start_and("done ", "takes_async", || block_on(takes_async(Panics, 1))),
        2
    );
    assert_eq!(
        start_and("done ", "takes_async", || block_on(takes_async(Fails, 1))),
        2
    );
}

/// The other arguments are shown nevertheless.
#[test]
fn what_follows_such_a_value_is_shown() {
    for text in [
        first_text(|| takes(Panics, 1)),
        first_text(|| takes(PanicsHalfway, 1)),
        first_text(|| takes(Fails, 1)),
    ] {
        let mark = text
            .strip_prefix("start takes(value=")
            .and_then(|rest| rest.strip_suffix(", n=1)"));
        assert!(mark.is_some_and(|mark| !mark.is_empty()), "{text}");
    }
}

fn first_text<R>(body: impl FnOnce() -> R) -> String {
    let (_, records) = recorded(body);
    records.into_iter().next().expect("a start").text
}

#[tracked]
fn fails_with<E>(error: E) -> Result<(), E> {
    Err(error)
}

#[derive(Debug)]
struct SourcePanics;

impl Display for SourcePanics {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("its source panics")
    }
}

impl Error for SourcePanics {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        panic!("source panics")
    }
}

/// An endless chain of causes.
#[derive(Debug)]
struct Endless;

impl Display for Endless {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("endless")
    }
}

impl Error for Endless {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self)
    }
}

#[tracked]
fn endless() -> Result<(), Endless> {
    Err(Endless)
}

#[tracked]
fn source_panics() -> Result<(), SourcePanics> {
    Err(SourcePanics)
}

#[tracked]
fn error_panics() -> Result<(), Panics> {
    Err(Panics)
}

#[tracked]
async fn error_fails() -> Result<(), Box<dyn Error>> {
    Err(Box::new(Fails))
}

#[test]
fn an_error_that_panics_or_fails_does_not_affect_the_call() {
    assert!(start_and("error ", "error_panics", error_panics).is_err());
    assert!(start_and("error ", "error_fails", || block_on(error_fails())).is_err());
    assert!(start_and("error ", "source_panics", source_panics).is_err());
    assert!(start_and("error ", "endless", endless).is_err());
    assert!(start_and("error ", "fails_with", || fails_with(Panics)).is_err());
}

/// An argument whose formatting panics, in a call that panics itself: a second panic would abort the process.
#[test]
fn an_argument_can_panic_in_a_call_that_panics() {
    #[tracked]
    fn panics_with(value: Panics) {
        let _value = value;
        panic!("the body's own");
    }
    let payload = recorded(|| catch_unwind(|| panics_with(Panics)).unwrap_err()).0;
    assert_eq!(*payload.downcast::<&str>().unwrap(), "the body's own");
}

/// A call from a destructor that runs while its thread unwinds.
#[test]
fn an_argument_can_panic_while_the_thread_unwinds() {
    struct Calls<'a>(&'a Cell<u32>);
    impl Drop for Calls<'_> {
        fn drop(&mut self) {
            self.0.set(takes(PanicsHalfway, 1) + takes(Fails, 2));
        }
    }
    let sum = Cell::new(0);
    let payload = catch_unwind(std::panic::AssertUnwindSafe(|| {
        crate::support::set();
        let _calls = Calls(&sum);
        panic!("first");
    }))
    .unwrap_err();
    assert_eq!(*payload.downcast::<&str>().unwrap(), "first");
    assert_eq!(sum.get(), 5);
}

struct Logs;

impl Debug for Logs {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        log::info!("from inside of a Debug");
        f.write_str("Logs")
    }
}

impl Display for Logs {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        log::error!("from inside of a Display");
        f.write_str("it logs")
    }
}

impl Error for Logs {}

#[tracked]
fn error_logs() -> Result<(), Logs> {
    Err(Logs)
}

#[test]
fn a_value_can_log_while_it_is_formatted() {
    assert_eq!(start_and("done ", "takes", || takes(Logs, 1)), 2);
    assert_eq!(
        start_and("done ", "takes_async", || block_on(takes_async(Logs, 1))),
        2
    );
    assert!(start_and("error ", "error_logs", error_logs).is_err());
}

struct Tracks(u32);

impl Tracks {
    #[tracked]
    fn depth(&self, other: &Self) -> u32 {
        self.0 + other.0
    }

    #[tracked]
    async fn depth_async(&self, other: &Self) -> u32 {
        suspend().await;
        self.0 + other.0
    }
}

impl Debug for Tracks {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let depth = self.depth(self) + block_on(self.depth_async(self));
        write!(f, "Tracks({depth})")
    }
}

/// Tracked calls made while a value is formatted are not logged; if they were, the stack would overflow.
#[test]
fn a_value_can_call_tracked_functions_while_it_is_formatted() {
    let n = expect(
        &[
            "INFO start takes(value=Tracks(4), n=1)",
            "INFO done takes(value=Tracks(4), n=1) in TIME",
        ],
        || takes(Tracks(1), 1),
    );
    assert_eq!(n, 2);
    let n = expect(
        &[
            "INFO start Tracks::depth(other=Tracks(4))",
            "INFO done Tracks::depth(other=Tracks(4)) in TIME",
        ],
        || Tracks(1).depth(&Tracks(1)),
    );
    assert_eq!(n, 2);
    // If the program itself formats the value, no record is involved, and the calls are tracked.
    let (text, records) = recorded(|| format!("{:?}", Tracks(1)));
    assert_eq!((text.as_str(), records.len()), ("Tracks(4)", 4));
}

/// A `Debug` that takes a lock that the body holds would hang if it ran at the wrong time.
struct Locks<'a>(&'a Mutex<u32>);

impl Debug for Locks<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.lock().unwrap())
    }
}

#[tracked]
fn locks<'a>(value: Locks<'a>) -> std::sync::MutexGuard<'a, u32> {
    let mut guard = value.0.lock().unwrap();
    *guard += 1;
    guard
}

#[tracked]
fn locks_by_reference<'a>(value: &Locks<'a>) -> std::sync::MutexGuard<'a, u32> {
    value.0.lock().unwrap()
}

/// The guard is the returned value: it is alive when the call is done.
#[test]
fn a_value_can_lock_while_it_is_formatted() {
    let shared = Mutex::new(1);
    let guard = expect(
        &[
            "INFO start locks(value=1)",
            "INFO done locks(value=1) in TIME",
        ],
        || locks(Locks(&shared)),
    );
    assert_eq!(*guard, 2);
    drop(guard);
    let guard = expect(
        &[
            "INFO start locks_by_reference(value=2)",
            "INFO done locks_by_reference(value=2) in TIME",
        ],
        || locks_by_reference(&Locks(&shared)),
    );
    assert_eq!(*guard, 2);
}

/// Writes until its formatter returns an error.
struct Infinite;

impl Debug for Infinite {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        loop {
            f.write_str("more ")?;
        }
    }
}

#[test]
fn values_whose_formatting_never_ends_are_truncated() {
    assert_eq!(start_and("done ", "takes", || takes(Infinite, 1)), 2);
    let text = first_text(|| takes(Infinite, 1));
    assert!(
        text.len() < 400 && text.contains('…') && text.ends_with(", n=1)"),
        "{text}"
    );
}

struct Unsized<T: ?Sized>(T);

impl<T: ?Sized> Debug for Unsized<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("two\nlines\u{202e}")
    }
}

#[tracked]
fn any_size(value: &Unsized<[u8]>) -> usize {
    value.0.len()
}

#[test]
fn a_value_of_several_lines_changes_nothing() {
    crate::support::set();
    assert_eq!(any_size(&Unsized([1, 2])), 2);
}
