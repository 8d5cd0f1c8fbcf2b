//! How each option of the attribute changes the records: a module for each option, in the order of the table in
//! section 3 of `docs/contract.md`.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt::{self, Debug, Display, Formatter};
use std::io;
use std::num::ParseIntError;
use std::panic::catch_unwind;
use std::pin::pin;
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use log::Level;
use tracked_core::tracked;

use crate::support::{self, Kind, REFUSED, expect, records};

/// Polls a future until it completes.
fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(future)
}

/// Polls a future once and drops it.
fn give_up<F: Future>(future: F) {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(pin!(future).poll(&mut context).is_pending());
}

mod level {
    use super::*;

    const CHATTY: Level = Level::Trace;

    #[tracked(level = "dEbUg")]
    fn by_name_in_any_case() {}

    #[tracked(level = 4)]
    fn by_number() {}

    #[tracked(level = log::Level::Debug)]
    fn by_path() {}

    #[tracked(level = tracing::Level::WARN)]
    fn by_path_of_tracing() {}

    #[tracked(level = self::CHATTY)]
    async fn by_const() {}

    #[test]
    fn applies_to_start_and_done() {
        expect(
            &[
                "DEBUG start by_name_in_any_case()",
                "DEBUG done by_name_in_any_case() in TIME",
                "WARN start by_number()",
                "WARN done by_number() in TIME",
                "DEBUG start by_path()",
                "DEBUG done by_path() in TIME",
                "WARN start by_path_of_tracing()",
                "WARN done by_path_of_tracing() in TIME",
                "TRACE start by_const()",
                "TRACE done by_const() in TIME",
            ],
            || {
                by_name_in_any_case();
                by_number();
                by_path();
                by_path_of_tracing();
                block_on(by_const());
            },
        );
    }

    #[tracked(level = "trace")]
    fn fails(panics: bool) -> Result<(), &'static str> {
        assert!(!panics, "stop");
        Err("bad")
    }

    #[tracked(level = "trace")]
    async fn waits() {
        std::future::pending().await
    }

    #[test]
    fn does_not_apply_to_the_other_events() {
        expect(
            &[
                "TRACE start fails(panics=false)",
                "ERROR error fails(panics=false) in TIME: bad",
                "TRACE start fails(panics=true)",
                "ERROR panic fails(panics=true) in TIME: stop",
                "TRACE start waits()",
                "WARN cancel waits() in TIME (busy TIME)",
            ],
            || {
                fails(false).unwrap_err();
                catch_unwind(|| fails(true)).unwrap_err();
                give_up(waits());
            },
        );
    }
}

mod name {
    use super::*;

    const NAME: &str = "from a const";

    struct Store;

    impl Store {
        #[tracked(name = "put it down")]
        fn put(&self, _key: u8) {}

        #[tracked(name = NAME, done = "{name} is done")]
        async fn get(&self) {}
    }

    #[test]
    fn replaces_the_name_of_the_function() {
        expect(
            &[
                "INFO start put it down(_key=1)",
                "INFO done put it down(_key=1) in TIME",
                "INFO start from a const()",
                "INFO from a const is done",
            ],
            || {
                Store.put(1);
                block_on(Store.get());
            },
        );
    }
}

mod target {
    use super::*;

    pub mod targets {
        pub const AUDIT: &str = "audit";
    }

    #[tracked(target = "some::where")]
    fn by_literal() {}

    #[tracked(target = targets::AUDIT, done = off)]
    async fn by_const() {}

    #[tracked]
    fn by_default() {}

    #[test]
    fn applies_to_every_record() {
        let records = records(|| {
            by_literal();
            block_on(by_const());
            by_default();
        });
        let targets: Vec<_> = records.iter().map(|record| &*record.target).collect();
        let module = module_path!();
        assert_eq!(
            targets,
            ["some::where", "some::where", "audit", module, module]
        );
    }

    #[test]
    fn does_not_change_the_path_of_the_function() {
        let records = records(by_literal);
        let path = format!("{}::by_literal", module_path!());
        assert_eq!(
            records[0].value("tracked.function"),
            Some((&*path, Kind::Text))
        );
    }
}

mod shown_arguments {
    use super::*;

    #[derive(Debug)]
    struct Cart(u8);

    struct Unseen;

    impl Debug for Unseen {
        fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
            unreachable!("this value must not be formatted")
        }
    }

    impl Cart {
        #[tracked(skip(b, d))]
        fn skips(&self, a: u8, b: Unseen, (_c, d): (u8, Unseen)) {
            let _ = (b, d);
            let _ = a;
        }

        #[tracked(skip(self, b))]
        fn skips_self(self, a: u8, b: Unseen) {
            let _ = (a, b);
        }

        #[tracked(skip_all)]
        async fn skips_all(&self, _a: Unseen, _b: Unseen) {}

        #[tracked(args(c, self, a))]
        fn picks(&mut self, a: u8, _b: Unseen, c: u8) {
            self.0 = a + c;
        }

        #[tracked(args(self))]
        async fn picks_self(self, _b: Unseen) -> u8 {
            self.0
        }

        #[tracked(args())]
        fn picks_none(&self, _a: Unseen) {}
    }

    #[test]
    fn with_skip_are_all_except_these() {
        let shown = "(a=1, _c=2)";
        expect(
            &[
                &format!("INFO start Cart::skips{shown}"),
                &format!("INFO done Cart::skips{shown} in TIME"),
                "INFO start Cart::skips_self(a=1)",
                "INFO done Cart::skips_self(a=1) in TIME",
            ],
            || {
                Cart(0).skips(1, Unseen, (2, Unseen));
                Cart(0).skips_self(1, Unseen);
            },
        );
    }

    #[test]
    fn with_skip_all_are_none() {
        expect(
            &[
                "INFO start Cart::skips_all()",
                "INFO done Cart::skips_all() in TIME",
            ],
            || block_on(Cart(0).skips_all(Unseen, Unseen)),
        );
    }

    #[test]
    fn with_args_are_only_these_in_the_order_of_the_signature() {
        let shown = "(self=Cart(0), a=1, c=2)";
        expect(
            &[
                &format!("INFO start Cart::picks{shown}"),
                &format!("INFO done Cart::picks{shown} in TIME"),
                "INFO start Cart::picks_self(self=Cart(7))",
                "INFO done Cart::picks_self(self=Cart(7)) in TIME",
                "INFO start Cart::picks_none()",
                "INFO done Cart::picks_none() in TIME",
            ],
            || {
                Cart(0).picks(1, Unseen, 2);
                assert_eq!(block_on(Cart(7).picks_self(Unseen)), 7);
                Cart(0).picks_none(Unseen);
            },
        );
    }

    #[tracked(skip(a), start = "{a:?}", done = off)]
    fn says(a: u8) {
        let _ = a;
    }

    #[test]
    fn can_be_used_in_a_message_even_if_they_are_skipped() {
        expect(&["INFO 3"], || says(3));
    }
}

mod fields {
    use super::*;

    const REGION: &str = "cloud.region";

    struct Both;

    impl Debug for Both {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            f.write_str("by Debug")
        }
    }

    impl Display for Both {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            f.write_str("by Display")
        }
    }

    struct Neither;

    #[tracked(done = off, fields(plain = "text", display = %Both, debug = ?Both, neither = Neither))]
    fn marked() {}

    #[test]
    fn are_formatted_as_their_sigil_says_or_else_like_arguments() {
        expect(
            &[
                "INFO start marked(plain=\"text\", display=by Display, debug=by Debug, neither=Neither)",
            ],
            marked,
        );
    }

    #[tracked(done = off, name = "looked up")]
    fn look_up() -> u8 {
        7
    }

    #[tracked(done = off, fields(found = look_up()))]
    fn finds() {}

    #[test]
    fn can_be_the_results_of_calls() {
        expect(
            &["INFO start looked up()", "INFO start finds(found=7)"],
            finds,
        );
    }

    #[tracked(done = off, fields(http.method = "GET", "any name" = 1, {REGION} = ?Some("eu"), r#type = true))]
    fn named() {}

    #[test]
    fn can_have_dotted_quoted_and_constant_names() {
        expect(
            &[
                "INFO start named(http.method=\"GET\", any name=1, cloud.region=Some(\"eu\"), type=true)",
            ],
            named,
        );
    }

    struct Store {
        id: u8,
    }

    impl Store {
        #[tracked(done = off, fields(big = *n > 3, id = self.id, sum = { let n = *n; n + self.id }))]
        fn put(&self, n: &u8) {
            let _ = n;
        }

        #[tracked(done = off, skip_all, fields(len = text.len(), id = self.id))]
        async fn store(self, text: String) {
            drop((self.id, text));
        }
    }

    #[test]
    fn can_be_expressions_that_use_the_arguments() {
        expect(
            &[
                "INFO start Store::put(n=4, big=true, id=1, sum=5)",
                "INFO start Store::store(len=3, id=2)",
            ],
            || {
                Store { id: 1 }.put(&4);
                block_on(Store { id: 2 }.store("abc".to_owned()));
            },
        );
    }

    #[tracked(done = off, fields(text = text.len(), extra = 1))]
    fn shadowed(text: &str, n: u8) {
        let _ = (text, n);
    }

    #[tracked(done = off, skip_all, fields(n, %text, ?other, later))]
    fn by_name_alone(n: u8, text: &str, other: &str) {
        let _ = (n, text, other);
    }

    #[tracked(done = off, fields(later))]
    fn none_yet() {}

    #[test]
    fn override_the_argument_of_the_same_name() {
        expect(&["INFO start shadowed(n=2, text=3, extra=1)"], || {
            shadowed("abc", 2);
        });
    }

    #[test]
    fn without_a_value_show_the_argument_of_that_name_if_there_is_one() {
        expect(
            &[
                "INFO start by_name_alone(n=1, text=a, other=\"b\")",
                "INFO start none_yet()",
            ],
            || {
                by_name_alone(1, "a", "b");
                none_yet();
            },
        );
    }

    thread_local! {
        static EVALUATED: Cell<u32> = const { Cell::new(0) };
    }

    fn evaluate() -> u32 {
        EVALUATED.set(EVALUATED.get() + 1);
        EVALUATED.get()
    }

    #[tracked(fields(count = evaluate()))]
    fn counted() -> u32 {
        EVALUATED.get()
    }

    #[tracked(target = REFUSED, fields(count = evaluate()))]
    fn refused() {}

    #[tracked(target = REFUSED, fields(count = evaluate()))]
    async fn refused_later() {}

    #[tracked(start = off, done = off, err = off, panic = off, cancel = off, fields(count = evaluate()))]
    fn every_event_off() {}

    #[tracked(sample = 0.0, err = off, panic = off, cancel = off, fields(count = evaluate()))]
    fn not_sampled() {}

    #[test]
    fn are_evaluated_once_before_the_body() {
        let seen = expect(
            &[
                "INFO start counted(count=1)",
                "INFO done counted(count=1) in TIME",
            ],
            counted,
        );
        assert_eq!(seen, 1);
    }

    #[test]
    fn are_not_evaluated_if_no_record_needs_them() {
        expect(&[], || {
            refused();
            block_on(refused_later());
            every_event_off();
            not_sampled();
        });
        assert_eq!(EVALUATED.get(), 0);
    }
}

mod redact {
    use super::*;

    struct Secret;

    impl Debug for Secret {
        fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
            unreachable!("a secret is never formatted")
        }
    }

    impl Display for Secret {
        fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
            unreachable!("a secret is never formatted")
        }
    }

    #[tracked(done = off, redact(iban))]
    fn also(iban: Secret, user_password: Secret, n: u8) {
        let _ = (iban, user_password);
        let _ = n;
    }

    #[tracked(done = off, redact(off))]
    fn list_off(token: u8) {
        let _ = token;
    }

    #[test]
    fn adds_names_or_disables_the_list() {
        expect(
            &[
                "INFO start also(iban=[redacted], user_password=[redacted], n=1)",
                "INFO start list_off(token=1)",
            ],
            || {
                also(Secret, Secret, 1);
                list_off(1);
            },
        );
    }

    #[tracked(
        start = "{iban:>9} {apikey:?}",
        done = "{args}",
        redact(iban),
        fields(card.token = ?Secret, COOKIE = %Secret)
    )]
    fn everywhere(iban: Secret, apikey: Secret) {
        let _ = (iban, apikey);
    }

    #[test]
    fn applies_to_messages_fields_and_key_values() {
        let hidden = "iban=[redacted], apikey=[redacted], card.token=[redacted], COOKIE=[redacted]";
        let records = records(|| everywhere(Secret, Secret));
        assert_eq!(records[0].text, "[redacted] [redacted]");
        assert_eq!(records[1].text, hidden);
        for key in ["iban", "apikey", "card.token", "COOKIE"] {
            assert_eq!(records[0].value(key), Some(("[redacted]", Kind::Text)));
        }
    }

    #[tracked(
        done = off,
        fields(
            passwd = 1, a_secret = 1, Token = 1, api_key = 1, apiKey = 1, authorization = 1,
            credentials = 1, private_key_of = 1, cookies = 1, key = 1
        )
    )]
    fn every_name() {}

    #[test]
    fn recognises_secret_names_in_any_case() {
        let records = records(every_name);
        let shown: Vec<_> = records[0].text.split("=1").collect();
        assert_eq!(shown.len(), 2, "all but `key` are hidden: {records:?}");
        assert_eq!(records[0].text.matches("=[redacted]").count(), 9);
    }

    const HEADER: &str = "x-auth-token";

    #[tracked(done = off, fields({HEADER} = ?Secret))]
    fn by_const() {}

    #[test]
    fn applies_to_a_name_in_a_constant() {
        expect(&["INFO start by_const(x-auth-token=[redacted])"], by_const);
    }

    #[derive(Debug)]
    struct Session;

    impl Session {
        #[tracked(done = off, args(self), redact(self))]
        fn own(&self) {}
    }

    #[test]
    fn can_include_self() {
        expect(&["INFO start Session::own(self=[redacted])"], || {
            Session.own();
        });
    }
}

mod max_len {
    use super::*;

    #[tracked(max_len = 4, start = "{text} {args}", ret)]
    fn cut(text: &str) -> Result<String, String> {
        match text.len() {
            5 => Ok(text.to_owned()),
            _ => Err(text.to_owned()),
        }
    }

    #[test]
    fn truncates_every_value_except_errors() {
        expect(
            &[
                "INFO abcd… text=\"abc…",
                "INFO done cut(text=\"abc…) in TIME -> \"abc…",
                "INFO abcd… text=\"abc…",
                "ERROR error cut(text=\"abc…) in TIME: abcdef",
            ],
            || {
                cut("abcde").unwrap();
                cut("abcdef").unwrap_err();
            },
        );
    }

    #[tracked(max_len = 4, done = off)]
    fn between_characters(text: &str) {
        let _ = text;
    }

    #[test]
    fn never_splits_a_character() {
        expect(&["INFO start between_characters(text=\"가…)"], || {
            between_characters("가나");
        });
    }

    #[tracked(max_len = 1000, done = off)]
    fn longer(text: &str) {
        let _ = text;
    }

    #[test]
    fn can_be_larger_than_the_default() {
        let records = records(|| longer(&"x".repeat(2000)));
        let shown = format!("start longer(text=\"{}…)", "x".repeat(999));
        assert_eq!(records[0].text, shown);
    }

    /// Its whole text would be 1 GiB.
    struct Huge<'a>(&'a Cell<usize>);

    impl Debug for Huge<'_> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            for _ in 0..1 << 26 {
                self.0.set(self.0.get() + 1);
                f.write_str("0123456789abcdef")?;
            }
            Ok(())
        }
    }

    impl Display for Huge<'_> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            Debug::fmt(self, f)
        }
    }

    #[tracked(done = off)]
    fn by_default(huge: &Huge<'_>) {
        let _ = huge;
    }

    #[tracked(max_len = 64, start = "{huge}", done = off, skip_all)]
    fn in_a_message(huge: &Huge<'_>) {
        let _ = huge;
    }

    #[tracked(max_len = 64, start = off, skip_all, ret)]
    fn returned<'a>(huge: &'a Huge<'a>) -> &'a Huge<'a> {
        huge
    }

    #[tracked(max_len = 64, start = off, skip_all)]
    async fn failed<'a>(huge: &'a Huge<'a>) -> Result<(), &'a Huge<'a>> {
        Err(huge)
    }

    /// The text of an error is truncated at a length of its own, which `max_len` does not change.
    const ERROR: usize = 4096;

    #[test]
    fn stops_the_formatting() {
        let asked = |f: &dyn Fn(&Huge<'_>)| {
            let count = Cell::new(0);
            let records = records(|| f(&Huge(&count)));
            assert_eq!(records.len(), 1);
            assert!(records[0].text.contains("abcdef…"), "{records:?}");
            count.get()
        };
        assert_eq!(asked(&|huge| by_default(huge)), 256 / 16 + 1);
        assert_eq!(asked(&|huge| in_a_message(huge)), 64 / 16 + 1);
        // The returned value is formatted for the text and for the key-values, an error once for both.
        assert_eq!(asked(&|huge| _ = returned(huge)), 2 * (64 / 16 + 1));
        assert_eq!(asked(&|huge| _ = block_on(failed(huge))), ERROR / 16 + 1);
    }
}

mod events {
    use super::*;

    #[tracked(start = off, done = off, err = off, panic = off, cancel = off)]
    async fn silent(end: &str) -> Result<(), String> {
        match end {
            "panic" => panic!("stop"),
            "wait" => std::future::pending().await,
            end => end.parse::<u8>().map_err(|_| end.to_owned())?,
        };
        Ok(())
    }

    #[test]
    fn that_are_off_are_not_logged() {
        expect(&[], || {
            block_on(silent("1")).unwrap();
            block_on(silent("x")).unwrap_err();
            catch_unwind(|| block_on(silent("panic"))).unwrap_err();
            give_up(silent("wait"));
        });
    }

    #[tracked(
        start = "go {end}",
        done = "gone {end}",
        err = "failed {end}: {err}",
        panic = "{name} fell: {err}",
        cancel = "{name} left"
    )]
    async fn ended(end: &str) -> Result<(), String> {
        match end {
            "panic" => panic!("stop"),
            "wait" => std::future::pending().await,
            end => end.parse::<u8>().map_err(|_| "bad".to_owned())?,
        };
        Ok(())
    }

    #[test]
    fn with_a_message_log_that_message() {
        expect(
            &[
                "INFO go 1",
                "INFO gone 1",
                "INFO go x",
                "ERROR failed x: bad",
                "INFO go panic",
                "ERROR ended fell: stop",
                "INFO go wait",
                "WARN ended left",
            ],
            || {
                block_on(ended("1")).unwrap();
                block_on(ended("x")).unwrap_err();
                catch_unwind(|| block_on(ended("panic"))).unwrap_err();
                give_up(ended("wait"));
            },
        );
    }

    const QUIET: Level = Level::Trace;

    #[tracked(
        level = "warn",
        start(level = "debug", message = "go"),
        done(level = QUIET),
        err(message = "{err}", level = "info"),
        panic(level = 4),
        cancel(level = Level::Debug, message = "left")
    )]
    async fn leveled(end: &str) -> Result<(), String> {
        match end {
            "panic" => panic!("stop"),
            "wait" => std::future::pending().await,
            end => end.parse::<u8>().map_err(|_| "bad".to_owned())?,
        };
        Ok(())
    }

    #[test]
    fn with_a_level_use_that_level() {
        expect(
            &[
                "DEBUG go",
                "TRACE done leveled(end=\"1\") in TIME",
                "DEBUG go",
                "INFO bad",
                "DEBUG go",
                "WARN panic leveled(end=\"panic\") in TIME: stop",
                "DEBUG go",
                "DEBUG left",
            ],
            || {
                block_on(leveled("1")).unwrap();
                block_on(leveled("x")).unwrap_err();
                catch_unwind(|| block_on(leveled("panic"))).unwrap_err();
                give_up(leveled("wait"));
            },
        );
    }

    #[tracked(level = "debug", start(level = "info"))]
    fn one_overridden() {}

    #[test]
    fn without_a_level_use_the_level_of_the_call() {
        expect(
            &[
                "INFO start one_overridden()",
                "DEBUG done one_overridden() in TIME",
            ],
            one_overridden,
        );
    }
}

mod err {
    use super::*;

    #[tracked(start = off, err)]
    fn plain(text: &str) -> Result<u8, ParseIntError> {
        text.parse()
    }

    #[tracked(start = off, err(Debug))]
    fn debug(text: &str) -> Result<u8, ParseIntError> {
        text.parse()
    }

    #[tracked(start = off, err(Display))]
    async fn display(text: &str) -> Result<u8, ParseIntError> {
        text.parse()
    }

    #[tracked(start = off, err(level = "warn"))]
    fn leveled(text: &str) -> Result<u8, ParseIntError> {
        text.parse()
    }

    #[tracked(start = off, err(level = "debug", Debug))]
    async fn leveled_debug(text: &str) -> Result<u8, ParseIntError> {
        text.parse()
    }

    #[test]
    fn is_formatted_as_requested() {
        expect(
            &[
                "ERROR error plain(text=\"x\") in TIME: invalid digit found in string",
                "ERROR error debug(text=\"x\") in TIME: ParseIntError { kind: InvalidDigit }",
                "ERROR error display(text=\"x\") in TIME: invalid digit found in string",
                "WARN error leveled(text=\"x\") in TIME: invalid digit found in string",
                "DEBUG error leveled_debug(text=\"x\") in TIME: ParseIntError { kind: InvalidDigit }",
            ],
            || {
                plain("x").unwrap_err();
                debug("x").unwrap_err();
                block_on(display("x")).unwrap_err();
                leveled("x").unwrap_err();
                block_on(leveled_debug("x")).unwrap_err();
            },
        );
    }

    fn severity(error: &io::Error) -> Level {
        match error.kind() {
            io::ErrorKind::TimedOut => Level::Warn,
            io::ErrorKind::NotFound => Level::Debug,
            _ => Level::Error,
        }
    }

    #[tracked(start = off, err(level_by = severity))]
    fn by_function(kind: io::ErrorKind) -> io::Result<()> {
        Err(kind.into())
    }

    #[tracked(start = off, err(level_by = |error: &io::Error| severity(error), message = "{kind:?}"))]
    async fn by_closure(kind: io::ErrorKind) -> io::Result<()> {
        Err(kind.into())
    }

    #[test]
    fn can_have_a_level_that_depends_on_the_error() {
        use io::ErrorKind::*;
        expect(
            &[
                "WARN error by_function(kind=TimedOut) in TIME: timed out",
                "DEBUG error by_function(kind=NotFound) in TIME: entity not found",
                "ERROR error by_function(kind=Other) in TIME: other error",
                "WARN TimedOut",
                "ERROR Other",
            ],
            || {
                for kind in [TimedOut, NotFound, Other] {
                    by_function(kind).unwrap_err();
                }
                for kind in [TimedOut, Other] {
                    block_on(by_closure(kind)).unwrap_err();
                }
            },
        );
    }

    struct Disk;

    impl Disk {
        fn severity(_: &String) -> Level {
            Level::Warn
        }

        #[tracked(start = off, err(level_by = Self::severity))]
        fn write(&self) -> Result<(), String> {
            Err("full".to_owned())
        }
    }

    #[test]
    fn can_have_a_level_that_depends_on_the_error_in_methods() {
        expect(&["WARN error Disk::write() in TIME: full"], || {
            Disk.write().unwrap_err();
        });
    }
}

mod messages {
    use super::*;

    #[tracked(
        start = "{n:>5}|{n:05}|{n:<w$}|{n:^+5}|{n:#x}|{x:.1}|{x:>8.2}|{text}|{text:?}|{text:-^7}|{{n}}|{{{n}}}|가{text}나",
        done = off
    )]
    fn formatted(n: i32, x: f64, text: &str, w: usize) {
        let _ = (n, x, text, w);
    }

    #[tracked(fields(total = a + w, "http.path" = "/x"), start = off, done = "{total:>w$}|{a}|{total}")]
    fn with_fields(a: usize, w: usize) {
        let _ = (a, w);
    }

    #[test]
    fn can_show_fields() {
        expect(&["INFO   5|2|5"], || with_fields(2, 3));
    }

    #[test]
    fn are_format_strings() {
        let (n, x, text, w) = (42, 2.0 / 3.0, "a\"b", 4);
        let expected = format!(
            "INFO {n:>5}|{n:05}|{n:<w$}|{n:^+5}|{n:#x}|{x:.1}|{x:>8.2}|{text}|{text:?}|{text:-^7}|{{n}}|{{{n}}}|가{text}나"
        );
        expect(&[&expected], || formatted(n, x, text, w));
    }

    #[tracked(start = "{name:>6}|{args:<8}|", done = "{ret}|{ret:>4}|{ret:?}|{name}")]
    fn known(n: u8) -> u8 {
        n
    }

    #[test]
    fn can_show_the_name_and_arguments_of_the_call() {
        expect(&["INFO  known|n=7     |", "INFO 7|   7|7|known"], || {
            known(7);
        });
    }

    #[tracked(start = off, done = "{elapsed:>12}|")]
    fn timed() {}

    #[test]
    fn can_pad_the_elapsed_time() {
        let records = records(timed);
        assert_eq!(records[0].text.chars().count(), 13, "{records:?}");
        assert!(records[0].text.starts_with(' '), "{records:?}");
    }

    #[tracked(start = off, err = "{err}|{err:?}|{err:.3}")]
    fn debug_error() -> Result<(), ParseIntError> {
        "x".parse::<u8>().map(drop)
    }

    #[tracked(start = off, err = "{err:?}")]
    async fn debug_error_later() -> Result<(), ParseIntError> {
        "x".parse::<u8>().map(drop)
    }

    #[test]
    fn can_show_the_error_with_debug() {
        expect(&["ERROR ParseIntError { kind: InvalidDigit }"], || {
            block_on(debug_error_later()).unwrap_err();
        });
    }

    #[test]
    fn can_show_the_error_with_debug_and_display() {
        expect(
            &["ERROR invalid digit found in string|ParseIntError { kind: InvalidDigit }|inv"],
            || debug_error().unwrap_err(),
        );
    }

    #[tracked(start = "{name}", done = "{args}")]
    fn arguments_first(name: &str, args: u8) {
        let _ = (name, args);
    }

    #[test]
    fn prefer_an_argument_of_a_known_name() {
        expect(&["INFO ada", "INFO 3"], || arguments_first("ada", 3));
    }

    #[tracked(start = "{type}", done = off)]
    fn raw(r#type: u8) {
        let _ = r#type;
    }

    #[test]
    fn use_the_name_of_a_raw_identifier_without_its_prefix() {
        expect(&["INFO 1"], || raw(1));
    }

    #[tracked(start = "{이름} {안녕:>3}", done = off)]
    fn unicode(이름: &str, 안녕: u8) {
        let _ = (이름, 안녕);
    }

    #[test]
    fn can_use_names_in_any_script() {
        expect(&["INFO a   1"], || unicode("a", 1));
    }

    struct Counts<'a>(&'a Cell<u8>);

    impl Display for Counts<'_> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            self.0.set(self.0.get() + 1);
            f.write_str("counts")
        }
    }

    #[tracked(target = REFUSED, start = "{value}", done = "{value}")]
    fn refused(value: Counts<'_>) {
        consume(value);
    }

    #[tracked(start = off, done = "{value}", err = off)]
    fn consumed(value: Counts<'_>) {
        consume(value);
    }

    fn consume(_: Counts<'_>) {}

    #[test]
    fn format_a_value_only_if_the_record_is_logged() {
        let count = Cell::new(0);
        expect(&[], || refused(Counts(&count)));
        assert_eq!(count.get(), 0);
        expect(&["INFO counts"], || consumed(Counts(&count)));
        assert_eq!(count.get(), 1);
    }
}

mod ret {
    use super::*;

    #[tracked(start = off, ret)]
    fn debug(text: &str) -> String {
        text.to_owned()
    }

    #[tracked(start = off, ret(Display))]
    async fn display(text: &str) -> String {
        text.to_owned()
    }

    #[tracked(start = off, ret(Debug, level = "debug"))]
    fn leveled() -> (u8, u8) {
        (1, 2)
    }

    #[tracked(start = off, level = "warn", done(level = "trace"), ret)]
    fn leveled_by_done() {}

    #[tracked(start = off, ret)]
    async fn ok(fails: bool) -> Result<&'static str, String> {
        if fails {
            Err("bad".to_owned())
        } else {
            Ok("good")
        }
    }

    #[tracked(start = off, ret(Display))]
    fn ok_by_display(fails: bool) -> io::Result<&'static str> {
        if fails {
            Err(io::ErrorKind::TimedOut.into())
        } else {
            Ok("good")
        }
    }

    #[test]
    fn follows_the_elapsed_time() {
        expect(
            &[
                "INFO done debug(text=\"a\") in TIME -> \"a\"",
                "INFO done display(text=\"a\") in TIME -> a",
                "DEBUG done leveled() in TIME -> (1, 2)",
                "TRACE done leveled_by_done() in TIME -> ()",
            ],
            || {
                debug("a");
                block_on(display("a"));
                leveled();
                leveled_by_done();
            },
        );
    }

    #[test]
    fn of_a_result_is_the_value_in_ok() {
        expect(
            &[
                "INFO done ok(fails=false) in TIME -> \"good\"",
                "ERROR error ok(fails=true) in TIME: bad",
                "INFO done ok_by_display(fails=false) in TIME -> good",
                "ERROR error ok_by_display(fails=true) in TIME: timed out",
            ],
            || {
                block_on(ok(false)).unwrap();
                block_on(ok(true)).unwrap_err();
                ok_by_display(false).unwrap();
                ok_by_display(true).unwrap_err();
            },
        );
    }

    #[tracked(start = off, ret)]
    #[track_caller]
    fn in_place() -> Option<u8> {
        Some(1)
    }

    #[tracked(start = off, ret)]
    fn opaque() -> impl Debug {
        1
    }

    #[tracked(start = off, ret)]
    fn opaque_in_ok() -> Result<impl Debug, String> {
        Ok(1)
    }

    #[tracked(start = off, ret)]
    fn future() -> impl Future<Output = u8> {
        async { 1 }
    }

    #[tracked(start = off, ret)]
    fn boxed() -> std::pin::Pin<Box<dyn Future<Output = Result<u8, String>>>> {
        Box::pin(async { Ok(1) })
    }

    #[test]
    fn works_for_every_form_of_function() {
        expect(
            &[
                "INFO done in_place() in TIME -> Some(1)",
                "INFO done future() in TIME -> 1",
                "INFO done boxed() in TIME -> 1",
            ],
            || {
                in_place();
                block_on(future());
                block_on(boxed()).unwrap();
            },
        );
    }

    #[test]
    fn works_for_an_opaque_type() {
        expect(&["INFO done opaque() in TIME -> {..}"], || {
            opaque();
        });
    }

    #[test]
    fn works_for_a_result_of_an_opaque_type() {
        expect(&["INFO done opaque_in_ok() in TIME -> {..}"], || {
            opaque_in_ok().unwrap();
        });
    }
}

mod err_if {
    use super::*;

    #[tracked(start = off, err_if = Option::is_none)]
    fn find(id: u8) -> Option<u8> {
        (id > 1).then_some(id)
    }

    fn is_failure(status: &u16) -> bool {
        *status >= 500
    }

    #[tracked(start = off, err_if = is_failure)]
    async fn get(status: u16) -> u16 {
        status
    }

    #[tracked(start = off, err_if = |value: &Result<u16, String>| value.as_ref().is_ok_and(is_failure))]
    async fn beyond_err(status: u16) -> Result<u16, String> {
        if status == 0 {
            return Err("no answer".to_owned());
        }
        Ok(status)
    }

    #[tracked(start = off, err_if = |text: &String| text.is_empty(), ret(Display), err = "{name}: <{err}>")]
    fn as_ret_would(text: &str) -> String {
        text.to_owned()
    }

    #[track_caller]
    #[tracked(start = off, err_if = Option::is_none)]
    fn in_place() -> Option<u8> {
        None
    }

    #[tracked(err_if = |status: &u16| panic!("{status}?"))]
    fn panicking(status: u16) -> u16 {
        status
    }

    #[tracked(err_if = |status: &u16| panic!("{status}?"))]
    async fn panicking_later(status: u16) -> u16 {
        status
    }

    #[test]
    fn ends_the_call_if_the_predicate_panics() {
        expect(
            &[
                "INFO start panicking(status=1)",
                "ERROR panic panicking(status=1) in TIME: 1?",
                "INFO start panicking_later(status=2)",
                "ERROR panic panicking_later(status=2) in TIME: 2?",
            ],
            || {
                catch_unwind(|| panicking(1)).unwrap_err();
                catch_unwind(|| block_on(panicking_later(2))).unwrap_err();
            },
        );
    }

    #[tracked(target = REFUSED, err_if = |_: &String| panic!("must not be called"))]
    fn refused(text: String) -> String {
        text
    }

    #[tracked(target = REFUSED, err_if = |_: &String| panic!("must not be called"))]
    async fn refused_later(text: String) -> String {
        text
    }

    #[test]
    fn is_not_called_if_the_logger_accepts_no_record() {
        assert_eq!(refused("a".to_owned()), "a");
        assert_eq!(block_on(refused_later("a".to_owned())), "a");
    }

    #[test]
    fn decides_what_counts_as_a_failure() {
        expect(
            &[
                "INFO done find(id=2) in TIME",
                "ERROR error find(id=1) in TIME: None",
                "INFO done get(status=200) in TIME",
                "ERROR error get(status=503) in TIME: 503",
                "ERROR error in_place() in TIME: None",
            ],
            || {
                find(2);
                find(1);
                block_on(get(200));
                block_on(get(503));
                in_place();
            },
        );
    }

    #[test]
    fn does_not_change_that_err_is_a_failure() {
        expect(
            &[
                "INFO done beyond_err(status=200) in TIME",
                "ERROR error beyond_err(status=503) in TIME: 503",
                "ERROR error beyond_err(status=0) in TIME: no answer",
            ],
            || {
                block_on(beyond_err(200)).unwrap();
                block_on(beyond_err(503)).unwrap();
                block_on(beyond_err(0)).unwrap_err();
            },
        );
    }

    #[test]
    fn shows_the_value_as_ret_would() {
        expect(
            &[
                "INFO done as_ret_would(text=\"a\") in TIME -> a",
                "ERROR as_ret_would: <>",
            ],
            || {
                as_ret_would("a");
                as_ret_would("");
            },
        );
    }
}

mod slow {
    use super::*;

    #[tracked(slow = "5ms", ret)]
    fn query(time: u64) -> u64 {
        sleep(Duration::from_millis(time));
        time
    }

    #[tracked(slow = "5ms", start = off, done = off)]
    async fn only_slow(time: u64) {
        tokio::task::yield_now().await;
        sleep(Duration::from_millis(time));
    }

    #[tracked(slow = "5 ms", start = off, done = "{time} is done")]
    fn message(time: u64) {
        sleep(Duration::from_millis(time));
    }

    #[tracked(slow = "0.005s", start = off, level = "debug")]
    fn fails(time: u64) -> Result<(), String> {
        sleep(Duration::from_millis(time));
        Err("bad".to_owned())
    }

    #[test]
    fn logs_a_warning_with_a_marker() {
        expect(
            &[
                "INFO start query(time=0)",
                "INFO done query(time=0) in TIME -> 0",
                "INFO start query(time=6)",
                "WARN done query(time=6) in TIME -> 6 (slow)",
                "INFO 0 is done",
                "WARN 6 is done (slow)",
            ],
            || {
                query(0);
                query(6);
                message(0);
                message(6);
            },
        );
    }

    #[test]
    fn is_logged_even_if_done_is_off() {
        expect(
            &["WARN done only_slow(time=6) in TIME (busy TIME) (slow)"],
            || {
                block_on(only_slow(0));
                block_on(only_slow(6));
            },
        );
    }

    #[tracked(slow = "5ms", start = off, done = off, err = off, panic = off, cancel = off)]
    fn nothing_else(time: u64) {
        sleep(Duration::from_millis(time));
    }

    #[test]
    fn is_logged_even_if_all_other_events_are_off() {
        expect(&["WARN done nothing_else(time=6) in TIME (slow)"], || {
            nothing_else(0);
            nothing_else(6);
        });
    }

    #[test]
    fn applies_only_to_done() {
        expect(&["ERROR error fails(time=6) in TIME: bad"], || {
            fails(6).unwrap_err();
        });
    }

    #[tracked(slow = "1min", start = off)]
    fn minute() {}

    #[tracked(slow = "1ns", start = off)]
    fn nanosecond() {
        sleep(Duration::from_nanos(10));
    }

    #[test]
    fn needs_a_unit() {
        expect(
            &[
                "INFO done minute() in TIME",
                "WARN done nanosecond() in TIME (slow)",
            ],
            || {
                minute();
                nanosecond();
            },
        );
    }
}

mod sample {
    use super::*;

    #[tracked(sample = 0.0)]
    fn never(n: u8) -> Result<u8, String> {
        assert!(n < 2, "stop");
        if n == 0 { Ok(n) } else { Err("bad".to_owned()) }
    }

    #[tracked(sample = 1.0)]
    fn always() {}

    #[tracked(sample = 0)]
    async fn never_async(waits: bool) {
        if waits {
            std::future::pending().await
        }
    }

    #[tracked(sample = 0.5)]
    fn half() {}

    #[test]
    fn of_zero_logs_the_other_events() {
        expect(
            &[
                "ERROR error never(n=1) in TIME: bad",
                "ERROR panic never(n=2) in TIME: stop",
                "WARN cancel never_async(waits=true) in TIME (busy TIME)",
            ],
            || {
                never(0).unwrap();
                never(1).unwrap_err();
                catch_unwind(|| never(2)).unwrap_err();
                block_on(never_async(false));
                give_up(never_async(true));
            },
        );
    }

    #[test]
    fn of_one_logs_every_call() {
        let records = records(|| (0..100).for_each(|_| always()));
        assert_eq!(records.len(), 200);
    }

    #[test]
    fn logs_start_and_done_of_the_same_calls() {
        let records = records(|| (0..1000).for_each(|_| half()));
        assert!((600..1400).contains(&records.len()), "{}", records.len());
        for call in records.chunks(2) {
            assert_eq!(call[0].to_string(), "INFO start half()");
            assert_eq!(call[1].to_string(), "INFO done half() in TIME");
        }
    }
}

mod parent {
    use super::*;
    use tracked_core::Context;

    const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";
    const CALL: &str = "b7ad6b7169203331";

    fn given() -> Context {
        Context::from_traceparent(&format!("00-{TRACE}-{CALL}-01")).unwrap()
    }

    #[tracked(skip_all, parent = *context)]
    fn job(context: &Context) {
        let _ = context;
        inner();
    }

    #[tracked(parent = given())]
    async fn job_later() {
        tokio::task::yield_now().await;
    }

    #[tracked]
    fn inner() {}

    #[tracked]
    fn outer() {
        job(&given());
    }

    #[test]
    fn is_the_parent_of_the_call() {
        for records in [
            records(|| job(&given())),
            records(|| block_on(job_later())),
            records(outer)[1..].to_vec(),
        ] {
            assert_eq!(records[0].value("tracked.trace"), Some((TRACE, Kind::Text)));
            assert_eq!(records[0].value("tracked.parent"), Some((CALL, Kind::Text)));
        }
    }

    #[test]
    fn applies_to_the_calls_inside() {
        let records = records(|| job(&given()));
        assert_eq!(
            records[1].value("tracked.parent"),
            records[0].value("tracked.call")
        );
        assert_eq!(records[1].value("tracked.trace"), Some((TRACE, Kind::Text)));
    }
}

mod init {
    use std::env;
    use std::process::Command;

    use super::*;

    const PROGRAM: &str = "TRACKED_TEST_PROGRAM";

    mod plain {
        use super::*;

        #[tracked(init)]
        pub fn main() -> Result<(), String> {
            log::warn!("inside");
            Err("bad".to_owned())
        }
    }

    mod built {
        use super::*;

        #[tracked(init = tracked_core::builder().filter_level(log::LevelFilter::Debug), level = "debug")]
        pub fn main() {}
    }

    mod by_function {
        use super::*;

        #[tracked(init = tracked_core::builder)]
        pub fn main() {}
    }

    mod on_async {
        use super::*;

        #[tracked(init)]
        #[tokio::main(flavor = "current_thread")]
        pub async fn main() {}
    }

    mod under_tokio {
        use super::*;

        #[tokio::main(flavor = "current_thread")]
        #[tracked(init)]
        pub async fn main() {}
    }

    /// Not a test: the programs that the tests start.
    #[test]
    fn child() {
        match env::var(PROGRAM).as_deref() {
            Ok("plain") => _ = plain::main(),
            Ok("built") => built::main(),
            Ok("by_function") => by_function::main(),
            Ok("on_async") => on_async::main(),
            Ok("under_tokio") => under_tokio::main(),
            _ => {}
        }
    }

    /// The records on stderr, without their times.
    fn run(program: &str) -> Vec<String> {
        let output = Command::new(env::current_exe().unwrap())
            .args([
                "--exact",
                "options::init::child",
                "--nocapture",
                "--test-threads=1",
            ])
            .env_remove("RUST_LOG")
            .env_remove("TRACEPARENT")
            .env(PROGRAM, program)
            .output()
            .unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stderr)
            .unwrap()
            .lines()
            .map(|line| support::without_times(line.split_once(" - ").expect("a time").1))
            .collect()
    }

    #[test]
    fn sets_up_the_logger_before_the_start_record() {
        assert_eq!(
            run("plain"),
            [
                "INFO - start main()",
                "WARN - inside",
                "ERROR - error main() in TIME: bad"
            ]
        );
        for program in ["by_function", "on_async", "under_tokio"] {
            assert_eq!(
                run(program),
                ["INFO - start main()", "INFO - done main() in TIME"],
                "{program}"
            );
        }
    }

    #[test]
    fn takes_a_builder() {
        assert_eq!(
            run("built"),
            ["DEBUG - start main()", "DEBUG - done main() in TIME"]
        );
    }
}

mod on_an_impl {
    use super::*;

    struct Store<T>(Vec<T>);

    #[tracked(level = "debug", skip(value), max_len = 4)]
    impl<T: Clone> Store<T> {
        const SIZE: usize = Self::size();

        const fn size() -> usize {
            8
        }

        fn put(&mut self, key: &str, value: T) -> usize {
            let _ = key;
            self.0.push(value);
            Self::SIZE
        }

        #[tracked(level = "info", ret)]
        fn len(&self, key: &str) -> usize {
            let _ = key;
            self.0.len()
        }

        #[tracked]
        async fn first(&self) -> Option<T> {
            self.0.first().cloned()
        }

        #[tracked(args(n))]
        fn own_arguments(&self, n: u8, value: u8) {
            let _ = (n, value);
        }

        #[tracked(off)]
        fn is_empty(&self) -> bool {
            self.0.is_empty()
        }
    }

    #[test]
    fn is_the_default_for_its_methods() {
        let mut store = Store(Vec::new());
        expect(
            &[
                "DEBUG start Store::put(key=\"abc…)",
                "DEBUG done Store::put(key=\"abc…) in TIME",
            ],
            || store.put("abcd", 1),
        );
    }

    #[test]
    fn is_overridden_for_each_option_separately() {
        let store = Store(vec![1]);
        expect(
            &[
                "INFO start Store::len(key=\"abc…)",
                "INFO done Store::len(key=\"abc…) in TIME -> 1",
                "DEBUG start Store::first()",
                "DEBUG done Store::first() in TIME",
                "DEBUG start Store::own_arguments(n=1)",
                "DEBUG done Store::own_arguments(n=1) in TIME",
            ],
            || {
                store.len("abcd");
                block_on(store.first());
                store.own_arguments(1, 2);
            },
        );
    }

    #[test]
    fn excludes_functions_that_are_off() {
        expect(&[], || assert!(Store::<u8>(Vec::new()).is_empty()));
    }

    #[tracked(start = off)]
    impl<T: Debug> Display for Store<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            write!(f, "{:?}", self.0)
        }
    }

    #[tracked(done = off)]
    impl<T> From<T> for Store<T> {
        fn from(value: T) -> Self {
            Store(vec![value])
        }
    }

    #[test]
    fn can_be_an_impl_of_a_trait() {
        expect(
            &[
                "INFO start Store::from(value=i32)",
                "INFO done Store::fmt(f=Formatter{..}) in TIME",
            ],
            || Store::from(1).to_string(),
        );
    }
}

mod on_a_block {
    use super::*;

    #[tracked(done = off)]
    mod block {
        pub fn before() {}

        pub fn equals_sign() -> impl Iterator<Item = u8> {
            0..2
        }

        pub fn in_where<T>(value: T)
        where
            T: IntoIterator<Item = u8>,
        {
            drop(value);
        }

        pub fn after() {}
    }

    #[test]
    fn works_after_a_signature_with_an_equals_sign() {
        expect(
            &[
                "INFO start before()",
                "INFO start equals_sign()",
                "INFO start in_where(value=Vec<u8>)",
                "INFO start after()",
            ],
            || {
                block::before();
                let _ = block::equals_sign().count();
                block::in_where(vec![1]);
                block::after();
            },
        );
    }

    #[expect(
        clippy::extra_unused_type_parameters,
        reason = "what matters is the comma between them"
    )]
    fn is_large<A, B>(value: &u8) -> bool {
        *value > 10
    }

    #[tracked(start = off, err_if = is_large::<u8, u16>)]
    mod with_a_comma {
        use super::is_large;

        pub fn value(n: u8) -> u8 {
            n
        }
    }

    #[test]
    fn passes_on_an_option_that_contains_a_comma() {
        expect(
            &[
                "INFO done value(n=1) in TIME",
                "ERROR error value(n=11) in TIME: 11",
            ],
            || {
                with_a_comma::value(1);
                with_a_comma::value(11);
            },
        );
    }
}

mod on_a_trait {
    use super::*;

    #[tracked(level = "debug", done = off)]
    trait Shape {
        const SIDES: u8;

        type Unit: Debug;

        fn area(&self) -> u8;

        fn sides(&self) -> u8 {
            Self::SIDES
        }

        #[tracked(done(level = "trace"))]
        fn twice(&self, unit: Self::Unit) -> u8 {
            let _ = unit;
            self.area() * 2
        }

        #[tracked(off)]
        fn excluded(&self) -> u8 {
            1
        }
    }

    struct Square(u8);

    impl Shape for Square {
        const SIDES: u8 = 4;

        type Unit = &'static str;

        fn area(&self) -> u8 {
            self.0 * self.0
        }
    }

    #[test]
    fn is_the_default_for_the_methods_with_a_body() {
        expect(
            &[
                "DEBUG start Square::sides()",
                "DEBUG start Square::twice(unit=\"cm\")",
                "TRACE done Square::twice(unit=\"cm\") in TIME",
            ],
            || {
                assert_eq!(Square(3).sides(), 4);
                assert_eq!(Square(3).twice("cm"), 18);
                assert_eq!(Square(3).excluded(), 1);
            },
        );
    }
}

mod on_a_mod {
    use super::*;

    #[tracked(level = "debug", redact(pin))]
    mod orders {
        #![allow(clippy::needless_pass_by_value, reason = "inner attributes stay")]

        use super::*;

        pub const LIMIT: u8 = limit();

        const fn limit() -> u8 {
            3
        }

        pub fn place(id: u8, pin: u16) -> u8 {
            let _ = pin;
            inner::store(id)
        }

        #[tracked(level = "warn")]
        pub async fn cancel(id: u8) {
            let _ = id;
        }

        #[tracked(off)]
        pub fn count() -> u8 {
            LIMIT
        }

        pub struct Order(pub u8);

        impl Order {
            pub fn id(&self) -> u8 {
                self.0
            }
        }

        #[tracked(level = "trace", ret)]
        impl Order {
            pub fn next(&self) -> u8 {
                self.0 + 1
            }
        }

        pub trait Named {
            fn name(&self) -> String;

            fn shout(&self) -> String {
                self.name().to_uppercase()
            }
        }

        impl Named for Order {
            fn name(&self) -> String {
                "order".to_owned()
            }
        }

        mod inner {
            pub fn store(id: u8) -> u8 {
                id
            }
        }

        #[tracked(off)]
        pub mod excluded {
            pub fn f() {}
        }

        /// # Safety
        ///
        /// None is needed.
        pub unsafe trait Careful {
            fn care(&self) {}
        }

        // SAFETY: the trait has no requirements.
        unsafe impl Careful for Order {
            fn care(&self) {}
        }

        // SAFETY: the trait has no requirements.
        unsafe impl Careful for u8 {}
    }

    use orders::{Careful, Named, Order};

    #[test]
    fn is_the_default_for_all_functions_inside() {
        expect(
            &[
                "DEBUG start place(id=1, pin=[redacted])",
                "DEBUG start store(id=1)",
                "DEBUG done store(id=1) in TIME",
                "DEBUG done place(id=1, pin=[redacted]) in TIME",
                "WARN start cancel(id=2)",
                "WARN done cancel(id=2) in TIME",
                "DEBUG start Order::id()",
                "DEBUG done Order::id() in TIME",
                "TRACE start Order::next()",
                "TRACE done Order::next() in TIME -> 2",
                "DEBUG start Order::shout()",
                "DEBUG start Order::name()",
                "DEBUG done Order::name() in TIME",
                "DEBUG done Order::shout() in TIME",
            ],
            || {
                orders::place(1, 1234);
                block_on(orders::cancel(2));
                Order(1).id();
                Order(1).next();
                Order(1).shout();
            },
        );
    }

    #[test]
    fn excludes_functions_that_are_off() {
        expect(&[], || {
            orders::count();
            orders::excluded::f();
        });
    }

    #[test]
    fn applies_within_unsafe_impls_and_traits() {
        expect(
            &[
                "DEBUG start Order::care()",
                "DEBUG done Order::care() in TIME",
                "DEBUG start u8::care()",
                "DEBUG done u8::care() in TIME",
            ],
            || {
                Order(1).care();
                1_u8.care();
            },
        );
    }
}

mod with_async_trait {
    use super::*;

    #[async_trait::async_trait]
    trait Store: Sync {
        async fn get(&self, id: u8) -> Result<u8, String>;

        async fn twice(&self, id: u8) -> Result<u8, String> {
            Ok(self.get(id).await? * 2)
        }
    }

    struct First;

    #[async_trait::async_trait]
    #[tracked(level = "debug", fields(double = id * 2))]
    impl Store for First {
        async fn get(&self, id: u8) -> Result<u8, String> {
            tokio::task::yield_now().await;
            if id == 0 {
                Err("none".to_owned())
            } else {
                Ok(id)
            }
        }

        #[tracked(ret)]
        async fn twice(&self, id: u8) -> Result<u8, String> {
            Ok(id * 2)
        }
    }

    struct Last;

    #[tracked(level = "debug", fields(double = id * 2))]
    #[async_trait::async_trait]
    impl Store for Last {
        async fn get(&self, id: u8) -> Result<u8, String> {
            tokio::task::yield_now().await;
            if id == 0 {
                Err("none".to_owned())
            } else {
                Ok(id)
            }
        }

        #[tracked(ret)]
        async fn twice(&self, id: u8) -> Result<u8, String> {
            Ok(id * 2)
        }
    }

    #[test]
    fn works_before_and_after_async_trait() {
        for (name, store) in [("First", &First as &dyn Store), ("Last", &Last)] {
            expect(
                &[
                    &format!("DEBUG start {name}::get(id=1, double=2)"),
                    &format!("DEBUG done {name}::get(id=1, double=2) in TIME (busy TIME)"),
                    &format!("DEBUG start {name}::get(id=0, double=0)"),
                    &format!("ERROR error {name}::get(id=0, double=0) in TIME (busy TIME): none"),
                    &format!("DEBUG start {name}::twice(id=1, double=2)"),
                    &format!("DEBUG done {name}::twice(id=1, double=2) in TIME -> 2"),
                ],
                || {
                    block_on(store.get(1)).unwrap();
                    block_on(store.get(0)).unwrap_err();
                    block_on(store.twice(1)).unwrap();
                },
            );
        }
    }

    #[tracked(done = off)]
    #[async_trait::async_trait]
    trait Defaults {
        async fn own(&self) -> u8;

        async fn default(&self) -> u8 {
            self.own().await
        }
    }

    #[async_trait::async_trait]
    impl Defaults for First {
        async fn own(&self) -> u8 {
            1
        }
    }

    #[test]
    fn can_be_combined_with_async_trait_on_a_trait() {
        expect(&["INFO start First::default()"], || {
            block_on(First.default())
        });
    }
}

mod key_values {
    use super::*;

    #[derive(Debug)]
    struct Point(#[allow(dead_code, reason = "read by `Debug`")] u8);

    #[allow(clippy::too_many_arguments, reason = "one of each kind")]
    #[tracked(fields(big = *n > 3, half = n / 2, "dotted.name" = 1.5, shown = %n, text = ?n.to_string()))]
    fn kinds(
        n: &u64,
        negative: i8,
        huge: u128,
        float: f32,
        yes: bool,
        char: char,
        text_like: &str,
        some: Option<u8>,
        point: Point,
    ) {
        let _ = (n, negative, huge, float, yes, char, text_like, some, point);
    }

    #[test]
    fn keep_the_types_of_numbers_and_booleans() {
        use Kind::*;
        let records = records(|| {
            kinds(
                &u64::MAX,
                -5,
                u128::MAX,
                0.5,
                true,
                '7',
                "7",
                Some(7),
                Point(1),
            );
        });
        for record in &records {
            for (key, value, kind) in [
                ("n", "18446744073709551615", Number),
                ("negative", "-5", Number),
                ("huge", "340282366920938463463374607431768211455", Number),
                ("float", "0.5", Number),
                ("yes", "true", Boolean),
                ("char", "7", Text),
                ("text_like", "7", Text),
                ("some", "Some(7)", Text),
                ("point", "Point(1)", Text),
                ("big", "true", Boolean),
                ("half", "9223372036854775807", Number),
                ("dotted.name", "1.5", Number),
                ("shown", "18446744073709551615", Number),
                ("text", "18446744073709551615", Text),
            ] {
                let (text, found) = record.value(key).expect(key);
                // Section 2 of `docs/contract.md` does not say whether the text has quotes.
                let text = text.trim_matches(['"', '\'']);
                assert_eq!((text, found), (value, kind), "{key}");
            }
        }
    }

    #[tracked]
    fn strings<T: Debug>(
        boxed: Box<str>,
        shared: Arc<str>,
        borrowed: Cow<'_, str>,
        reference: &&str,
        number: Box<u64>,
        generic: T,
    ) {
        let _ = (boxed, shared, borrowed, reference, number, generic);
    }

    #[test]
    fn keep_strings_and_numbers_in_pointers() {
        let records = records(|| {
            strings(
                "a\n".into(),
                "b".into(),
                "c".into(),
                &"d",
                Box::new(7),
                "e".to_owned(),
            );
        });
        for record in &records {
            for (key, value, kind) in [
                ("boxed", "a\n", Kind::Text),
                ("shared", "b", Kind::Text),
                ("borrowed", "c", Kind::Text),
                ("reference", "d", Kind::Text),
                ("number", "7", Kind::Number),
                ("generic", "e", Kind::Text),
            ] {
                assert_eq!(record.value(key), Some((value, kind)), "{key}");
            }
        }
    }

    #[tracked(max_len = 2)]
    fn cut(number: u32, yes: bool) {
        let _ = (number, yes);
    }

    #[test]
    fn contain_whole_numbers_even_if_their_text_is_truncated() {
        let records = records(|| cut(12345, true));
        assert_eq!(records[0].value("number"), Some(("12345", Kind::Number)));
        assert_eq!(records[0].value("yes"), Some(("true", Kind::Boolean)));
    }

    #[tracked]
    fn outer() -> Result<(), String> {
        block_on(inner());
        Err("bad".to_owned())
    }

    #[tracked]
    async fn inner() {
        tokio::task::yield_now().await;
    }

    fn keys(record: &support::Record) -> Vec<&str> {
        record.key_values.iter().map(|(key, ..)| &**key).collect()
    }

    #[test]
    fn have_the_keys_of_the_contract() {
        let records = records(|| outer().unwrap_err());
        let [start, inner_start, inner_done, error] = &records[..] else {
            panic!("{records:?}");
        };
        let call = [
            "tracked.event",
            "tracked.function",
            "tracked.trace",
            "tracked.call",
        ];
        assert_eq!(keys(start), call);
        assert_eq!(keys(inner_start), [&call[..], &["tracked.parent"]].concat());
        assert_eq!(
            keys(inner_done),
            [
                &call[..],
                &["tracked.parent", "tracked.elapsed_ns", "tracked.busy_ns"]
            ]
            .concat()
        );
        assert_eq!(
            keys(error),
            [
                &call[..],
                &["tracked.elapsed_ns", "tracked.error_type", "tracked.error"]
            ]
            .concat()
        );
    }

    #[test]
    fn have_the_values_of_the_contract() {
        let records = records(|| outer().unwrap_err());
        let value = |at: usize, key| records[at].value(key).expect(key);
        for (at, event) in ["start", "start", "done", "error"].into_iter().enumerate() {
            assert_eq!(value(at, "tracked.event"), (event, Kind::Text));
        }
        let path = format!("{}::outer", module_path!());
        assert_eq!(value(0, "tracked.function"), (&*path, Kind::Text));
        let is_hex = |text: &str, len| {
            text.len() == len && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        };
        assert!(is_hex(value(0, "tracked.trace").0, 32));
        assert!(is_hex(value(0, "tracked.call").0, 16));
        assert_eq!(value(0, "tracked.call"), value(3, "tracked.call"));
        assert_eq!(value(1, "tracked.parent"), value(0, "tracked.call"));
        assert_eq!(value(1, "tracked.trace"), value(0, "tracked.trace"));
        assert_eq!(value(2, "tracked.elapsed_ns").1, Kind::Number);
        assert_eq!(value(2, "tracked.busy_ns").1, Kind::Number);
        assert_eq!(value(3, "tracked.error"), ("bad", Kind::Text));
    }
}

mod renamed {
    use tracked_core::tracked as log_calls;

    pub(super) struct Store;

    #[log_calls(level = "debug")]
    impl Store {
        #[log_calls(off)]
        pub(super) fn off(&self) {}

        #[cfg_attr(all(), log_calls(level = "warn"))]
        pub(super) fn conditional(&self) {}

        #[cfg_attr(any(), log_calls(off))]
        #[inline]
        pub(super) fn inherits(&self) {}

        #[inline]
        #[log_calls(done = off)]
        #[must_use]
        pub(super) fn own(&self) -> u8 {
            1
        }
    }

    #[log_calls(level = "debug")]
    pub(super) mod inner {
        #[super::log_calls(done = off)]
        impl super::Store {
            #[super::log_calls(start(level = "trace"))]
            pub fn nested(&self) {}
        }
    }
}

#[test]
fn an_attribute_inside_a_block_is_recognised_by_any_name() {
    let store = renamed::Store;
    expect(&[], || store.off());
    expect(
        &[
            "WARN start Store::conditional()",
            "WARN done Store::conditional() in TIME",
        ],
        || store.conditional(),
    );
    expect(
        &[
            "DEBUG start Store::inherits()",
            "DEBUG done Store::inherits() in TIME",
        ],
        || store.inherits(),
    );
    expect(&["DEBUG start Store::own()"], || store.own());
    expect(&["TRACE start Store::nested()"], || store.nested());
}

struct Files;

#[tracked(start = "open {path}", done = "{path} {mode}", skip(mode))]
impl Files {
    fn open(&self, path: &str) -> usize {
        path.len()
    }

    fn close(&self) {}
}

#[test]
fn a_message_of_a_block_is_not_used_if_the_function_lacks_an_argument() {
    expect(
        &["INFO open a", r#"INFO done Files::open(path="a") in TIME"#],
        || Files.open("a"),
    );
    expect(
        &[
            "INFO start Files::close()",
            "INFO done Files::close() in TIME",
        ],
        || Files.close(),
    );
}
