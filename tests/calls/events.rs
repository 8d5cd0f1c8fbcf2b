//! The records of a call for each way in which it can end.

use std::cell::Cell;
use std::fmt::{self, Debug, Formatter};
use std::num::ParseIntError;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use log::Level;
use tracked_core::tracked;

use crate::support::{expect, records};

#[tracked]
fn parse(text: &str) -> Result<u64, ParseIntError> {
    if text.is_empty() {
        return Ok(0);
    }
    let number: u64 = text.parse()?;
    Ok(number)
}

mod endings {
    use super::*;

    #[test]
    fn a_call_that_returns_is_done() {
        let value = expect(
            &[
                "INFO start parse(text=\"7\")",
                "INFO done parse(text=\"7\") in TIME",
            ],
            || parse("7"),
        );
        assert_eq!(value, Ok(7));
    }

    #[test]
    fn a_call_that_returns_early_is_done() {
        expect(
            &[
                "INFO start parse(text=\"\")",
                "INFO done parse(text=\"\") in TIME",
            ],
            || parse(""),
        )
        .unwrap();
    }

    #[test]
    fn a_call_that_fails_at_a_question_mark_is_an_error() {
        expect(
            &[
                "INFO start parse(text=\"x\")",
                "ERROR error parse(text=\"x\") in TIME: invalid digit found in string",
            ],
            || parse("x"),
        )
        .unwrap_err();
    }

    #[tracked]
    fn boom(code: i32) {
        if code != 0 {
            panic!("code {code}");
        }
    }

    #[test]
    fn a_call_that_panics_is_logged_and_keeps_its_payload() {
        let payload = expect(
            &[
                "INFO start boom(code=3)",
                "ERROR panic boom(code=3) in TIME: code 3",
            ],
            || catch_unwind(|| boom(3)).unwrap_err(),
        );
        assert_eq!(payload.downcast_ref::<String>().unwrap(), "code 3");
    }

    #[tracked]
    async fn wait(_id: u8) {
        std::future::pending().await
    }

    #[test]
    fn a_future_dropped_before_it_completes_is_cancelled() {
        expect(
            &[
                "INFO start wait(_id=1)",
                "WARN cancel wait(_id=1) in TIME (busy TIME)",
            ],
            || {
                let mut future = Box::pin(wait(1));
                let poll = future
                    .as_mut()
                    .poll(&mut Context::from_waker(Waker::noop()));
                assert_eq!(poll, Poll::Pending);
            },
        );
    }

    #[test]
    fn the_elapsed_time_of_a_cancelled_future_ends_when_it_is_dropped() {
        const KEPT: Duration = Duration::from_millis(5);
        let records = records(|| {
            let mut future = Box::pin(wait(1));
            let _ = future
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()));
            thread::sleep(KEPT);
        });
        let nanoseconds = |key| records[1].value(key).unwrap().0.parse().unwrap();
        assert!(Duration::from_nanos(nanoseconds("tracked.elapsed_ns")) >= KEPT);
    }

    #[test]
    fn a_future_that_is_never_polled_logs_nothing() {
        expect(&[], || drop(wait(1)));
    }

    #[tracked]
    async fn fails_later(id: u8) -> Result<(), String> {
        tokio::task::yield_now().await;
        Err(format!("no {id}"))?
    }

    #[test]
    fn a_future_that_fails_after_it_was_suspended_is_an_error() {
        expect(
            &[
                "INFO start fails_later(id=4)",
                "ERROR error fails_later(id=4) in TIME (busy TIME): no 4",
            ],
            || block_on(fails_later(4)),
        )
        .unwrap_err();
    }

    #[tracked]
    async fn panics_later() {
        tokio::task::yield_now().await;
        panic!("later");
    }

    #[test]
    fn a_future_that_panics_after_it_was_suspended_is_logged() {
        expect(
            &[
                "INFO start panics_later()",
                "ERROR panic panics_later() in TIME (busy TIME): later",
            ],
            || catch_unwind(|| block_on(panics_later())).unwrap_err(),
        );
    }
}

mod nesting {
    use super::*;

    #[tracked]
    fn outer(depth: u8) -> u8 {
        if depth == 0 {
            inner()
        } else {
            outer(depth - 1) + 1
        }
    }

    #[tracked]
    fn inner() -> u8 {
        0
    }

    #[test]
    fn the_records_of_inner_calls_are_between_those_of_the_outer_call() {
        let value = expect(
            &[
                "INFO start outer(depth=1)",
                "INFO start outer(depth=0)",
                "INFO start inner()",
                "INFO done inner() in TIME",
                "INFO done outer(depth=0) in TIME",
                "INFO done outer(depth=1) in TIME",
            ],
            || outer(1),
        );
        assert_eq!(value, 1);
    }

    #[tracked]
    fn down(depth: u16) -> u16 {
        match depth {
            0 => 0,
            _ => down(depth - 1) + 1,
        }
    }

    #[test]
    fn a_thousand_nested_calls_fit_on_the_stack_of_a_thread() {
        const DEPTH: u16 = 1000;
        // The default size.
        let thread = thread::Builder::new().stack_size(2 * 1024 * 1024);
        let records = thread.spawn(|| records(|| down(DEPTH))).unwrap();
        assert_eq!(records.join().unwrap().len(), 2 * (usize::from(DEPTH) + 1));
    }

    #[test]
    fn calls_on_several_threads_do_not_affect_each_other() {
        let threads = [1, 2, 3].map(|depth| thread::spawn(move || records(|| outer(depth))));
        for (depth, thread) in (1..).zip(threads) {
            let records = thread.join().unwrap();
            assert_eq!(records.len(), 2 * (depth + 2));
            assert_eq!(
                records[0].to_string(),
                format!("INFO start outer(depth={depth})")
            );
        }
    }
}

mod options {
    use super::*;

    #[tracked(start = off, done = off)]
    fn only_failures(text: &str) -> Result<u64, ParseIntError> {
        text.parse()
    }

    #[test]
    fn an_event_that_is_off_is_not_logged() {
        expect(&[], || only_failures("1")).unwrap();
        expect(
            &["ERROR error only_failures(text=\"x\") in TIME: invalid digit found in string"],
            || only_failures("x"),
        )
        .unwrap_err();
    }

    #[tracked(err = off, panic = off)]
    fn no_failures(text: &str) -> Result<u64, ParseIntError> {
        assert!(text != "panic");
        text.parse()
    }

    #[test]
    fn errors_and_panics_that_are_off_are_not_logged() {
        expect(&["INFO start no_failures(text=\"x\")"], || no_failures("x")).unwrap_err();
        expect(&["INFO start no_failures(text=\"panic\")"], || {
            catch_unwind(|| no_failures("panic")).unwrap_err();
        });
    }

    const LEVEL: Level = Level::Warn;

    #[tracked(level = "Debug")]
    fn debug() {}

    #[tracked(level = 1)]
    fn trace() {}

    #[tracked(level = LEVEL)]
    fn by_const() {}

    #[test]
    fn the_level_applies_to_start_and_done() {
        expect(
            &["DEBUG start debug()", "DEBUG done debug() in TIME"],
            debug,
        );
        expect(
            &["TRACE start trace()", "TRACE done trace() in TIME"],
            trace,
        );
        expect(
            &["WARN start by_const()", "WARN done by_const() in TIME"],
            by_const,
        );
    }

    #[tracked(
        start = "{name}: {{{text:>width$}}}, {args}",
        done = "{text} took {elapsed}",
        err = "{name} can't read {text:?}: {err}"
    )]
    fn message(text: String, width: usize) -> Result<usize, String> {
        // Both branches consume `text` or drop it.
        if text.len() > width {
            Err(text)
        } else {
            Ok(width)
        }
    }

    #[test]
    fn messages_show_values_that_the_body_consumes() {
        expect(
            &[
                "INFO message: { ab}, text=\"ab\", width=3",
                "INFO ab took TIME",
            ],
            || message("ab".to_owned(), 3),
        )
        .unwrap();
        expect(
            &[
                "INFO message: {abcd}, text=\"abcd\", width=3",
                "ERROR message can't read \"abcd\": abcd",
            ],
            || message("abcd".to_owned(), 3),
        )
        .unwrap_err();
    }

    #[tracked(panic = "{args}: {err}")]
    fn panics(x: u8) {
        panic!("at {x}");
    }

    #[tracked(cancel = "{name} given up")]
    async fn given_up() {
        std::future::pending().await
    }

    #[test]
    fn panic_and_cancel_can_have_messages() {
        expect(&["INFO start panics(x=1)", "ERROR x=1: at 1"], || {
            catch_unwind(|| panics(1)).unwrap_err()
        });
        expect(&["INFO start given_up()", "WARN given_up given up"], || {
            let mut future = pin!(given_up());
            assert!(
                future
                    .as_mut()
                    .poll(&mut Context::from_waker(Waker::noop()))
                    .is_pending()
            );
        });
    }
}

mod values {
    use super::*;

    struct NoDebug;

    #[tracked]
    fn show<T>(t: T, _plain: NoDebug, (a, ..): (u8, u8, u8), api_token: &str, password: NoDebug) {
        drop((t, a, api_token, password));
    }

    #[test]
    fn values_of_all_types_are_shown_and_secrets_are_redacted() {
        let text = "t=Vec<NoDebug>, _plain=NoDebug, a=1, api_token=[redacted], password=[redacted]";
        expect(
            &[
                &format!("INFO start show({text})"),
                &format!("INFO done show({text}) in TIME"),
            ],
            || show(vec![NoDebug], NoDebug, (1, 2, 3), "x", NoDebug),
        );
    }

    #[tracked]
    fn long(text: &str) {
        let _ = text;
    }

    #[test]
    fn long_values_are_truncated_at_256_bytes() {
        let records = records(|| long(&"x".repeat(1000)));
        assert_eq!(
            records[0].text,
            format!("start long(text=\"{}…)", "x".repeat(255))
        );
    }

    macro_rules! numbers {
        ($name:ident $($arg:ident)*) => {
            #[allow(clippy::too_many_arguments, reason = "to see them all")]
            #[tracked(done = off)]
            fn $name($($arg: u8),*) -> u8 {
                $($arg)|*
            }
        };
    }

    numbers!(twelve a b c d e f g h i j k l);
    numbers!(thirteen a b c d e f g h i j k l m);

    #[test]
    fn all_arguments_are_shown_however_many_there_are() {
        let args = "a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9, j=10, k=11, l=12";
        expect(
            &[
                &format!("INFO start twelve({args})"),
                &format!("INFO start thirteen({args}, m=13)"),
            ],
            || {
                twelve(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
                thirteen(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
            },
        );
    }

    #[tracked(done = off)]
    fn known(mut number: u8, &text: &&str, flag: &mut bool, texts: &&&str) -> usize {
        number += u8::from(*flag);
        usize::from(number) + text.len() + texts.len()
    }

    #[test]
    fn numbers_and_strings_are_shown_through_references_and_patterns() {
        expect(
            &["INFO start known(number=1, text=\"a\", flag=true, texts=\"b\")"],
            || known(1, &"a", &mut true, &&"b"),
        );
    }

    struct Counted;

    thread_local! {
        static FORMATTED: Cell<usize> = const { Cell::new(0) };
    }

    impl Debug for Counted {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            FORMATTED.set(FORMATTED.get() + 1);
            f.write_str("Counted")
        }
    }

    #[tracked(level = "trace", done = "{value:?}", err = off, panic = off, cancel = off)]
    fn counted(value: Counted) {
        let _ = value;
    }

    #[test]
    fn a_value_is_formatted_once_for_each_record_that_shows_it() {
        expect(
            &["TRACE start counted(value=Counted)", "TRACE Counted"],
            || counted(Counted),
        );
        assert_eq!(FORMATTED.get(), 2);
    }
}

mod values_that_misbehave {
    use super::*;

    struct Panics;

    impl Debug for Panics {
        fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
            panic!("in Debug")
        }
    }

    struct Fails;

    impl Debug for Fails {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            f.write_str("half")?;
            Err(fmt::Error)
        }
    }

    #[tracked]
    fn show(a: Panics, b: Fails, c: u8) -> u8 {
        let _ = (a, b);
        c
    }

    #[test]
    fn values_whose_formatting_fails_or_panics_leave_a_marker_in_the_record() {
        let text = "a=[formatting panicked], b=half[formatting failed], c=7";
        let value = expect(
            &[
                &format!("INFO start show({text})"),
                &format!("INFO done show({text}) in TIME"),
            ],
            || show(Panics, Fails, 7),
        );
        assert_eq!(value, 7);
    }

    #[derive(Clone, Copy)]
    struct Tracked;

    impl Debug for Tracked {
        #[tracked]
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            f.write_str(self.text())
        }
    }

    impl Tracked {
        #[tracked]
        fn text(&self) -> &'static str {
            "tracked"
        }
    }

    #[tracked]
    fn takes(value: Tracked) {
        let _ = value;
    }

    #[test]
    fn calls_made_while_a_value_is_formatted_are_not_logged() {
        expect(
            &[
                "INFO start takes(value=tracked)",
                "INFO done takes(value=tracked) in TIME",
            ],
            || takes(Tracked),
        );
    }
}

mod names {
    use super::*;

    struct Store<T>(T);

    impl<T> Store<T> {
        #[tracked]
        fn get(&self) -> &T {
            &self.0
        }
    }

    trait Named {
        fn own(&self);

        #[tracked]
        fn default(&self) {}

        #[tracked]
        fn constructor() {}
    }

    impl Named for Store<u8> {
        #[tracked]
        fn own(&self) {}
    }

    #[test]
    fn names_of_methods_start_with_the_type() {
        let store = Store(1_u8);
        let mut names = Vec::new();
        for record in records(|| {
            (
                store.get(),
                store.own(),
                store.default(),
                Store::<u8>::constructor(),
            )
                .1
        }) {
            names.extend(record.text.strip_prefix("start ").map(str::to_owned));
        }
        assert_eq!(
            names,
            [
                "Store::get()",
                "Store::own()",
                "Store::default()",
                "Store::constructor()"
            ]
        );
    }

    #[test]
    fn target_file_and_line_are_those_of_the_function() {
        let records = records(|| Store(()).get());
        assert_eq!(records[0].target, "calls::events::names");
        assert_eq!(records[0].file.as_deref(), Some(file!()));
        let line = include_str!("events.rs")
            .lines()
            .position(|line| line.contains("fn get(&self)"));
        assert_eq!(records[0].line.map(|line| line as usize - 1), line);
    }
}

mod context {
    use super::*;

    /// Makes a tracked call while a panic unwinds.
    struct Returns;

    impl Drop for Returns {
        fn drop(&mut self) {
            quiet();
        }
    }

    #[tracked]
    fn quiet() {}

    #[tracked]
    fn unwinds() {
        let _returns = Returns;
        panic!("stop");
    }

    #[test]
    fn a_call_that_returns_during_unwinding_is_done() {
        expect(
            &[
                "INFO start unwinds()",
                "INFO start quiet()",
                "INFO done quiet() in TIME",
                "ERROR panic unwinds() in TIME: stop",
            ],
            || catch_unwind(AssertUnwindSafe(unwinds)).unwrap_err(),
        );
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(future)
}

#[test]
fn the_elapsed_time_does_not_contain_the_records_of_the_call() {
    #[tracked]
    fn sync() {}

    #[tracked]
    async fn later() {}

    #[tracked]
    #[track_caller]
    fn in_place() {}

    for call in [sync as fn(), in_place, || block_on(later())] {
        let records = records(call);
        let [start, done] = &records[..] else {
            panic!("expected a start and an end, found {records:?}");
        };
        let elapsed = done.value("tracked.elapsed_ns").unwrap().0;
        let elapsed = Duration::from_nanos(elapsed.parse().unwrap());
        let between = done.began - start.ended;
        assert!(elapsed <= between, "{elapsed:?} of {between:?}");
    }
}

/// The body of such a call cannot be left before its value is formatted.
#[test]
fn the_elapsed_time_does_not_contain_the_formatting_of_a_returned_value() {
    thread_local! {
        static FORMATTING: Cell<Duration> = const { Cell::new(Duration::ZERO) };
    }

    struct Slow;

    impl Debug for Slow {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            let began = Instant::now();
            thread::sleep(Duration::from_millis(1));
            let result = f.write_str("Slow");
            FORMATTING.set(FORMATTING.get() + began.elapsed());
            result
        }
    }

    #[tracked(start = off, ret)]
    #[track_caller]
    fn returns() -> Slow {
        Slow
    }

    #[tracked(start = off)]
    #[track_caller]
    fn fails() -> Result<(), Slow> {
        Err(Slow)
    }

    for call in [|| _ = returns(), || _ = fails()] as [fn(); 2] {
        let began = Instant::now();
        let records = records(call);
        let total = began.elapsed();
        let elapsed = records[0].value("tracked.elapsed_ns").unwrap().0;
        let elapsed = Duration::from_nanos(elapsed.parse().unwrap());
        let formatting = FORMATTING.take();
        assert!(
            elapsed + formatting <= total,
            "{elapsed:?} and {formatting:?} of {total:?}"
        );
    }
}

/// Values whose text, type or name was shown in another way than it is.
mod precise {
    use std::borrow::Cow;
    use std::num::NonZero;
    use std::sync::Arc;

    use super::*;
    use crate::support::Kind;

    #[tracked(start = off, err = "{err} {err:?}")]
    fn fails() -> Result<(), String> {
        Err("no \"way\"".to_owned())
    }

    #[tracked(start = off, err = "{err} {err:?}")]
    #[track_caller]
    fn fails_in_place() -> Result<(), String> {
        Err("no \"way\"".to_owned())
    }

    #[test]
    fn the_debug_of_an_error_that_is_a_string_has_quotes() {
        let expected = r#"ERROR no "way" "no \"way\"""#;
        expect(&[expected], fails).unwrap_err();
        expect(&[expected], fails_in_place).unwrap_err();
    }

    #[tracked(done = off)]
    fn typed(cow: Cow<'_, str>, arc: Arc<str>, number: Arc<u8>, boxed: Box<i64>, id: NonZero<u32>) {
        drop((cow, arc, number, boxed, id));
    }

    fn generic<T: Debug>(value: T, kind: Kind, text: &str) {
        #[tracked(done = off)]
        fn call<T: Debug>(value: T) {
            drop(value);
        }
        let records = records(|| call(value));
        assert_eq!(records[0].value("value"), Some((text, kind)));
    }

    #[test]
    fn a_pointer_to_a_number_or_a_string_is_one() {
        let records = records(|| {
            typed(
                "a".into(),
                "b".into(),
                1.into(),
                (-2).into(),
                NonZero::<u32>::MIN,
            );
        });
        for (name, value, kind) in [
            ("cow", "a", Kind::Text),
            ("arc", "b", Kind::Text),
            ("number", "1", Kind::Number),
            ("boxed", "-2", Kind::Number),
            ("id", "1", Kind::Number),
        ] {
            assert_eq!(records[0].value(name), Some((value, kind)));
        }
        let number = NonZero::<u64>::MIN;
        generic(Cow::Borrowed("a"), Kind::Text, "a");
        generic(Arc::<str>::from("a"), Kind::Text, "a");
        generic(Box::new(7), Kind::Number, "7");
        generic(Arc::new(7_u64), Kind::Number, "7");
        generic(number, Kind::Number, "1");
    }

    struct Opaque<'a, T>(&'a T);

    #[tracked(done = off)]
    fn opaque(value: &Opaque<'_, u8>, other: &std::cell::Ref<'_, Vec<fn()>>) {
        let _ = (value.0, other);
    }

    const _: () = {
        #[tracked(done = off)]
        fn in_a_constant() {}

        impl Opaque<'_, ()> {
            fn call() {
                in_a_constant();
            }
        }
    };

    #[test]
    fn a_name_has_no_lifetimes_and_no_constants() {
        let cell = std::cell::RefCell::new(Vec::new());
        expect(&["INFO start opaque(value=Opaque<u8>, other=[])"], || {
            opaque(&Opaque(&1), &cell.borrow());
        });
        expect(&["INFO start in_a_constant()"], Opaque::<()>::call);
    }

    #[tracked(done = off, fields("tracked.call" = 1, "tracked.other" = 2))]
    fn with_our_keys() {
        tracked_core::record("tracked.trace", 3);
    }

    #[test]
    fn a_field_does_not_take_a_key_of_the_call() {
        let records = records(with_our_keys);
        let (id, _) = records[0].value("tracked.call").unwrap();
        assert_eq!(id.len(), 16);
        assert_eq!(records[0].value("tracked.other"), Some(("2", Kind::Number)));
    }
}
