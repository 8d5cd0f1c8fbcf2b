//! A failure that several calls pass on names the call in which it began, and can be logged once.

use std::error::Error;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::{Context as TaskContext, Waker};

use anyhow::Context as _;
use tracked_core::{Context, tracked};

use crate::support::{Record, expect, records};

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(future)
}

/// The name of each function that failed, with the name of the function in which its failure began.
fn origins(records: &[Record]) -> Vec<(String, Option<String>)> {
    let value = |record: &Record, key| record.value(key).map(|(value, _)| value.to_owned());
    let name = |record: &Record| {
        let path = value(record, "tracked.function").unwrap();
        path.rsplit("::").next().unwrap().to_owned()
    };
    let failed = records.iter().filter(|record| {
        let event = value(record, "tracked.event");
        event.is_some_and(|event| ["error", "panic", "cancel"].contains(&&*event))
    });
    failed
        .map(|record| {
            let origin = value(record, "tracked.origin").map(|origin| {
                let mut records = records.iter();
                let of_origin =
                    |other: &&Record| value(other, "tracked.call") == Some(origin.clone());
                name(records.find(of_origin).expect("a record of the origin"))
            });
            (name(record), origin)
        })
        .collect()
}

#[track_caller]
fn expect_origins<R>(expected: &[(&str, Option<&str>)], body: impl FnOnce() -> R) {
    let origins = origins(&records(body));
    let origins: Vec<_> = origins
        .iter()
        .map(|(name, origin)| (name.as_str(), origin.as_deref()))
        .collect();
    assert_eq!(origins, expected);
}

#[derive(Debug)]
struct Wrapped(Box<dyn Error + Send + Sync>);

impl fmt::Display for Wrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "wrapped ({})", self.0)
    }
}

impl Error for Wrapped {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}

#[tracked]
fn read(n: u32) -> Result<(), std::num::ParseIntError> {
    format!("{n}x").parse::<u32>().map(drop)
}

#[tracked]
fn passes_on(n: u32) -> Result<(), std::num::ParseIntError> {
    read(n)
}

#[tracked]
fn with_context(n: u32) -> anyhow::Result<()> {
    passes_on(n).context("context")
}

#[tracked]
fn with_text(n: u32) -> Result<(), String> {
    with_context(n).map_err(|error| format!("text: {error:#}"))
}

#[test]
fn an_error_that_is_passed_on_has_its_origin() {
    expect_origins(
        &[
            ("read", None),
            ("passes_on", Some("read")),
            ("with_context", Some("read")),
            ("with_text", Some("read")),
        ],
        || with_text(1),
    );
}

#[test]
fn a_cause_that_the_text_contains_has_its_origin() {
    #[tracked]
    fn wraps() -> Result<(), Wrapped> {
        read(1).map_err(|error| Wrapped(error.into()))
    }
    expect_origins(&[("read", None), ("wraps", Some("read"))], wraps);
}

#[test]
fn an_error_of_its_own_has_no_origin() {
    #[tracked]
    fn replaces() -> Result<(), String> {
        read(1).map_err(|_| "another".to_owned())
    }
    #[tracked]
    fn handles() -> Result<(), String> {
        let _ = read(1);
        Ok(())
    }
    #[tracked]
    fn after_handled() -> Result<(), std::num::ParseIntError> {
        let _ = handles();
        "invalid".parse::<u32>().map(drop)
    }
    expect_origins(&[("read", None), ("replaces", None)], replaces);
    expect_origins(&[("read", None), ("after_handled", None)], after_handled);
}

#[test]
fn of_two_callees_that_fail_alike_the_last_is_the_origin() {
    #[tracked(name = "retries")]
    fn retries() -> Result<(), std::num::ParseIntError> {
        let _ = read(1);
        passes_on(2)
    }
    let records = records(retries);
    let of = |name: &str, key: &str| {
        let mut records = records.iter();
        let is_named = |record: &&Record| record.text.starts_with(&format!("error {name}("));
        let record = records.rfind(is_named).expect("a record");
        record.value(key).map(|(value, _)| value.to_owned())
    };
    assert_eq!(of("retries", "tracked.origin"), of("read", "tracked.call"));
}

/// Both functions end with a new `String` of the same text, after the error of the callee is dropped. The first passes it
/// on and has to have the origin, so the second has it too.
#[test]
fn an_error_that_is_made_again_looks_like_one_that_is_passed_on() {
    #[tracked]
    fn begins() -> Result<(), String> {
        Err("no".to_owned())
    }
    #[tracked(name = "copies")]
    fn copies() -> Result<(), String> {
        begins().map_err(|error| error.to_string())
    }
    #[tracked(name = "begins_again")]
    fn begins_again() -> Result<(), String> {
        let _ = begins();
        Err("no".to_owned())
    }
    for (name, call) in [
        ("copies", copies as fn() -> Result<(), String>),
        ("begins_again", begins_again),
    ] {
        let records = records(call);
        let [.., callee, caller] = &records[..] else {
            panic!("expected two failures, found {records:?}");
        };
        assert!(caller.text.starts_with(&format!("error {name}(")));
        let value = |record: &Record, key| record.value(key).map(|(value, _)| value.to_owned());
        assert_eq!(
            value(caller, "tracked.origin"),
            value(callee, "tracked.call")
        );
    }
}

#[test]
fn a_panic_that_unwinds_has_its_origin() {
    #[tracked]
    fn inner() {
        panic!("no")
    }
    #[tracked]
    fn outer() {
        inner();
    }
    expect_origins(&[("inner", None), ("outer", Some("inner"))], || {
        catch_unwind(outer)
    });
}

#[tracked]
async fn waits() {
    std::future::pending::<()>().await;
}

#[tracked]
async fn awaits() {
    waits().await;
}

#[test]
fn a_call_that_is_cancelled_with_its_caller_has_its_origin() {
    #[tracked]
    async fn gives_up() {
        let mut cx = TaskContext::from_waker(Waker::noop());
        assert!(pin!(waits()).poll(&mut cx).is_pending());
    }
    expect_origins(&[("waits", Some("awaits")), ("awaits", None)], || {
        let mut cx = TaskContext::from_waker(Waker::noop());
        assert!(pin!(awaits()).poll(&mut cx).is_pending());
    });
    expect_origins(&[("waits", None)], || block_on(gives_up()));
}

#[test]
fn calls_that_are_cancelled_together_have_the_outermost_as_their_origin() {
    #[tracked]
    async fn outermost() {
        awaits().await;
    }
    let origins = [
        ("waits", Some("outermost")),
        ("awaits", Some("outermost")),
        ("outermost", None),
    ];
    expect_origins(&origins, || {
        let mut cx = TaskContext::from_waker(Waker::noop());
        assert!(pin!(outermost()).poll(&mut cx).is_pending());
    });
}

#[test]
fn a_cancellation_that_is_not_logged_is_no_origin() {
    #[tracked(cancel = off)]
    async fn silent() {
        awaits().await;
    }
    expect_origins(&[("waits", Some("awaits")), ("awaits", None)], || {
        let mut cx = TaskContext::from_waker(Waker::noop());
        assert!(pin!(silent()).poll(&mut cx).is_pending());
    });
}

#[test]
fn an_error_of_a_task_has_its_origin() {
    #[tracked]
    async fn task() -> Result<(), String> {
        tokio::task::yield_now().await;
        Err("no".to_owned())
    }
    #[tracked]
    async fn spawns() -> Result<(), String> {
        let task = tokio::spawn(Context::current().attach(task()));
        task.await.map_err(|error| error.to_string())?
    }
    expect_origins(&[("task", None), ("spawns", Some("task"))], || {
        block_on(spawns())
    });
}

mod again {
    use super::*;

    #[tracked(start = off, err(again = "debug"))]
    fn at_debug() -> Result<(), String> {
        fails()
    }

    #[tracked(start = off, err(again = off))]
    fn off() -> Result<(), String> {
        at_debug()
    }

    #[tracked(start = off)]
    fn last() -> Result<(), String> {
        off()
    }

    #[tracked(start = off, err(again = off))]
    fn fails() -> Result<(), String> {
        Err("no".to_owned())
    }

    #[test]
    fn is_the_level_of_repeated_errors() {
        let _ = expect(
            &[
                "ERROR error fails() in TIME: no",
                "DEBUG error at_debug() in TIME: no",
                "ERROR error last() in TIME: no",
            ],
            last,
        );
        expect_origins(
            &[
                ("fails", None),
                ("at_debug", Some("fails")),
                ("last", Some("fails")),
            ],
            last,
        );
    }

    #[tracked(start = off, panic(again = off), cancel(again = off))]
    mod block {
        pub fn inner() {
            panic!("no")
        }

        pub fn outer() {
            inner();
        }

        pub async fn waits() {
            std::future::pending::<()>().await;
        }

        pub async fn awaits() {
            waits().await;
        }
    }

    #[test]
    fn applies_to_panics_and_cancelled_calls() {
        expect(
            &[
                "ERROR panic inner() in TIME: no",
                "WARN cancel awaits() in TIME (busy TIME)",
            ],
            || {
                let _ = catch_unwind(AssertUnwindSafe(block::outer));
                let mut cx = TaskContext::from_waker(Waker::noop());
                assert!(pin!(block::awaits()).poll(&mut cx).is_pending());
            },
        );
    }
}

#[test]
fn the_type_of_an_error_is_a_key_value() {
    let records = records(|| {
        let _ = with_text(1);
        let _ = catch_unwind(|| {
            #[tracked]
            fn panics() {
                panic!("no")
            }
            panics();
        });
    });
    let types: Vec<_> = records
        .iter()
        .filter(|record| record.value("tracked.error").is_some())
        .map(|record| record.value("tracked.error_type").map(|(value, _)| value))
        .collect();
    let number = Some("num::ParseIntError");
    assert_eq!(
        types,
        [number, number, Some("anyhow::Error"), Some("String"), None]
    );
}
