//! Fields that the body of a call records, and the returned value in the key-values.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::{Context as TaskContext, Waker};

use tracked_core::{Context, record, record_display, record_with, tracked};

use crate::support::{Kind, expect, records};

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(future)
}

#[tracked(start = off)]
fn load(path: &str) -> Result<(), String> {
    record("rows", 7);
    record("is_new", true);
    record("name", path);
    record_display("shown", path);
    record("rows", 8_u64);
    if path.is_empty() {
        return Err("no path".to_owned());
    }
    assert_ne!(path, "panic");
    Ok(())
}

#[test]
fn appear_in_each_event_that_ends_the_call() {
    expect(
        &[
            "INFO done load(path=\"a\", rows=8, is_new=true, name=\"a\", shown=a) in TIME",
            "ERROR error load(path=\"\", rows=8, is_new=true, name=\"\", shown=) in TIME: no path",
            "ERROR panic load(path=\"panic\", rows=8, is_new=true, name=\"panic\", shown=panic) in TIME: {..}",
        ],
        || {
            let _ = (load("a"), load(""));
            let _ = catch_unwind(|| load("panic"));
        },
    );
}

#[test]
fn are_key_values_of_their_type() {
    let records = records(|| load("a"));
    let done = &records[0];
    assert_eq!(done.value("rows"), Some(("8", Kind::Number)));
    assert_eq!(done.value("is_new"), Some(("true", Kind::Boolean)));
    assert_eq!(done.value("name"), Some(("a", Kind::Text)));
    assert_eq!(done.value("shown"), Some(("a", Kind::Text)));
}

#[test]
fn belong_to_the_innermost_call() {
    #[tracked(start = off)]
    fn inner() {
        record("a", 2);
    }

    #[tracked(start = off)]
    fn outer() {
        record("a", 1);
        inner();
        record("b", 3);
        inner();
    }

    expect(
        &[
            "INFO done {..}::inner(a=2) in TIME",
            "INFO done {..}::inner(a=2) in TIME",
            "INFO done {..}::outer(a=1, b=3) in TIME",
        ],
        outer,
    );
}

#[test]
fn of_a_function_without_events_belong_to_the_call_around_it() {
    #[tracked(start = off, done = off, panic = off)]
    fn inner() {
        record("n", 1);
    }
    fn plain() {
        record("m", 2);
    }
    #[tracked(name = "outer", start = off)]
    fn outer() {
        inner();
        plain();
    }
    expect(&["INFO done outer(n=1, m=2) in TIME"], outer);
}

#[test]
fn replace_an_argument_of_the_same_name() {
    #[tracked(start = off)]
    fn count(n: usize, m: usize) {
        record("n", n + m);
    }

    let records = records(|| count(1, 2));
    assert!(records[0].text.contains("::count(n=3, m=2) in "));
    assert_eq!(records[0].value("n"), Some(("3", Kind::Number)));
}

#[test]
fn a_field_declared_with_empty_is_left_out_until_it_is_recorded() {
    #[tracked(fields(rows = Empty, user = tracing::field::Empty, n = 1))]
    fn load(user: &str) {
        record("rows", user.len());
    }

    expect(
        &[
            "INFO start {..}::load(n=1)",
            "INFO done {..}::load(n=1, rows=3) in TIME",
        ],
        || load("ada"),
    );
}

#[test]
fn secrets_are_redacted_and_long_values_truncated() {
    #[tracked(start = off, max_len = 8, fields(iban = Empty), redact(iban))]
    fn hides() {
        record("api_key", "k");
        record("iban", "i");
        record("text", "0123456789");
    }

    #[tracked(start = off, redact(off))]
    fn shows() {
        record("api_key", "k");
    }

    expect(
        &[
            "INFO done {..}::hides(api_key=[redacted], iban=[redacted], text=\"0123456…) in TIME",
            "INFO done {..}::shows(api_key=\"k\") in TIME",
        ],
        || {
            hides();
            shows();
        },
    );
}

#[test]
fn outside_of_a_call_nothing_is_evaluated() {
    let evaluated = std::cell::Cell::new(0);
    record_with("n", || evaluated.set(1));
    assert_eq!(evaluated.get(), 0);

    #[tracked(start = off)]
    fn lazy(evaluated: &std::cell::Cell<i32>) {
        record_with("n", || {
            evaluated.set(2);
            evaluated.get()
        });
    }
    let records = records(|| lazy(&evaluated));
    assert!(records[0].text.contains("n=2"), "{}", records[0].text);
}

#[test]
fn a_context_of_another_call_has_no_fields() {
    #[tracked(start = off)]
    fn inner(outer: Context) {
        outer.run(|| record("lost", 1));
        Context::current().run(|| record("kept", 2));
    }

    #[tracked(start = off, skip_all)]
    fn outer() {
        record("a", 1);
        inner(Context::current());
    }

    expect(
        &[
            "INFO done {..}::inner({..}, kept=2) in TIME",
            "INFO done {..}::outer(a=1) in TIME",
        ],
        outer,
    );
}

#[test]
fn a_value_that_panics_leaves_a_marker() {
    struct Panics;
    impl std::fmt::Debug for Panics {
        fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            panic!("formatting")
        }
    }

    #[tracked(start = off)]
    fn run() {
        record("a", Panics);
    }

    expect(
        &["INFO done {..}::run(a=[formatting panicked]) in TIME"],
        run,
    );
}

mod in_futures {
    use super::*;

    #[tracked(start = off)]
    async fn step(n: u32) {
        record("before", n);
        tokio::task::yield_now().await;
        record("after", n * 10);
    }

    #[test]
    fn are_kept_across_polls() {
        expect(
            &[
                "INFO done step(n=2, before=2, after=20) in TIME (busy TIME)",
                "INFO done step(n=1, before=1, after=10) in TIME (busy TIME)",
            ],
            || block_on(async { tokio::join!(step(1), step(2)) }),
        );
    }

    #[test]
    fn are_kept_across_threads() {
        let records = records(|| {
            let mut future = Box::pin(step(3));
            let mut cx = TaskContext::from_waker(Waker::noop());
            let future = std::thread::spawn(move || {
                assert!(future.as_mut().poll(&mut cx_of()).is_pending());
                future
            })
            .join()
            .unwrap();
            assert!(pin!(future).poll(&mut cx).is_ready());
        });
        let text = &records[0].text;
        assert!(
            text.starts_with("done step(n=3, before=3, after=30) in"),
            "{text}"
        );
    }

    fn cx_of() -> TaskContext<'static> {
        TaskContext::from_waker(Waker::noop())
    }

    #[test]
    fn appear_in_cancel_and_panic() {
        #[tracked(start = off)]
        async fn fails() {
            record("a", 1);
            tokio::task::yield_now().await;
            panic!("no");
        }

        expect(
            &[
                "WARN cancel step(n=1, before=1) in TIME (busy TIME)",
                "ERROR panic {..}::fails(a=1) in TIME (busy TIME): no",
            ],
            || {
                let mut cx = cx_of();
                assert!(pin!(step(1)).poll(&mut cx).is_pending());
                let _ = catch_unwind(AssertUnwindSafe(|| block_on(fails())));
            },
        );
    }
}

mod returned {
    use super::*;

    #[tracked(start = off, ret)]
    fn number() -> u32 {
        7
    }

    #[tracked(start = off, ret)]
    fn text() -> Result<String, String> {
        Ok("a".to_owned())
    }

    #[tracked(start = off, ret)]
    fn in_place() -> impl Copy + std::fmt::Debug {
        true
    }

    #[test]
    fn is_a_key_value_of_its_type() {
        let records = records(|| {
            number();
            let _ = text();
            in_place();
            let _ = load("a");
        });
        let value = |at: usize| records[at].value("tracked.ret");
        assert_eq!(value(0), Some(("7", Kind::Number)));
        assert_eq!(value(1), Some(("a", Kind::Text)));
        assert_eq!(value(2), Some(("true", Kind::Boolean)));
        assert_eq!(value(3), None);
    }
}

#[test]
fn declared_with_empty_are_shown_in_messages() {
    #[tracked(
        fields(rows = Empty, iban = Empty),
        redact(iban),
        start = off,
        done = "{rows:>3} rows of {name} {iban}",
        err = "{rows} rows: {err}",
        panic = "{rows} rows"
    )]
    fn load(name: &str, found: Option<u32>) -> Result<(), String> {
        record("rows", found.ok_or("no")?);
        record("iban", name);
        assert_ne!(found, Some(0));
        Ok(())
    }

    expect(
        &[
            "INFO   3 rows of a [redacted]",
            "ERROR  rows: no",
            "ERROR 0 rows",
        ],
        || {
            let _ = (load("a", Some(3)), load("b", None));
            let _ = catch_unwind(|| load("c", Some(0)));
        },
    );
}
