//! The arguments that `tracing-attributes` documents for `#[instrument]` mean the same for `#[tracked]`.
//!
//! Except `follows_from` and `parent = <span>`, which need `tracing`.

use std::fmt::{self, Debug, Display, Formatter};

use log::Level;
use tracked_core::tracked as instrument;

use crate::support::{expect, records};

/// `Debug` and `Display` write different texts.
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

struct NoDebug;

fn block_on<F: Future>(future: F) -> F::Output {
    futures::executor::block_on(future)
}

/// Asserts that `f` logs `start` and `done` of `NAME(ARGS)` at this level.
#[track_caller]
fn start_and_done<R>(level: &str, call: &str, f: impl FnOnce() -> R) {
    expect(
        &[
            &format!("{level} start {call}"),
            &format!("{level} done {call} in TIME"),
        ],
        f,
    );
}

mod without_arguments {
    use super::*;

    #[instrument]
    fn plain(my_arg: usize, text: &str) {
        let _ = (my_arg, text);
    }

    #[instrument()]
    fn parentheses(my_arg: usize) {
        let _ = my_arg;
    }

    #[instrument]
    async fn asynchronous(my_arg: usize) {
        let _ = my_arg;
    }

    #[instrument]
    fn generic<T: Debug>(arg: T, (a, _b): (u8, u8)) {
        let _ = (arg, a);
    }

    #[test]
    fn every_argument_is_shown() {
        start_and_done("INFO", "plain(my_arg=1, text=\"a\")", || plain(1, "a"));
        start_and_done("INFO", "parentheses(my_arg=1)", || parentheses(1));
        start_and_done("INFO", "asynchronous(my_arg=1)", || {
            block_on(asynchronous(1));
        });
        start_and_done("INFO", "generic(arg=by Debug, a=1, _b=2)", || {
            generic(Both, (1, 2));
        });
    }
}

mod level {
    use super::*;

    const MY_LEVEL: Level = Level::Debug;

    #[instrument(level = "debug")]
    fn by_name() {}

    #[instrument(level = "TRACE")]
    fn by_upper_case_name() {}

    #[instrument(level = 1)]
    fn trace() {}

    #[instrument(level = 2)]
    fn debug() {}

    #[instrument(level = 3)]
    fn info() {}

    #[instrument(level = 4)]
    fn warn() {}

    #[instrument(level = 5)]
    fn error() {}

    #[instrument(level = "2")]
    fn by_number_in_a_string() {}

    #[instrument(level = Level::Warn)]
    fn by_path() {}

    #[instrument(level = MY_LEVEL)]
    fn by_const() {}

    #[test]
    fn is_a_name_a_number_or_a_path() {
        start_and_done("DEBUG", "by_name()", by_name);
        start_and_done("TRACE", "by_upper_case_name()", by_upper_case_name);
        start_and_done("TRACE", "trace()", trace);
        start_and_done("DEBUG", "debug()", debug);
        start_and_done("INFO", "info()", info);
        start_and_done("WARN", "warn()", warn);
        start_and_done("ERROR", "error()", error);
        start_and_done("DEBUG", "by_number_in_a_string()", by_number_in_a_string);
        start_and_done("WARN", "by_path()", by_path);
        start_and_done("DEBUG", "by_const()", by_const);
    }
}

mod name {
    use super::*;

    const MY_NAME: &str = "my const name";

    #[instrument(name = "my_name")]
    fn literal() {}

    #[instrument(name = MY_NAME)]
    fn constant() {}

    #[test]
    fn is_a_literal_or_a_constant() {
        start_and_done("INFO", "my_name()", literal);
        start_and_done("INFO", "my const name()", constant);
    }
}

mod target {
    use super::*;

    const MY_TARGET: &str = "my::const";

    #[instrument(target = "my_target")]
    fn literal() {}

    #[instrument(target = MY_TARGET, level = "debug")]
    fn constant() {}

    #[test]
    fn is_a_literal_or_a_constant() {
        assert!(records(literal).iter().all(|r| r.target == "my_target"));
        assert!(records(constant).iter().all(|r| r.target == "my::const"));
    }
}

mod skip {
    use super::*;

    #[instrument(skip(non_debug))]
    fn one(arg: usize, non_debug: NoDebug) {
        let _ = (arg, non_debug);
    }

    #[instrument(skip(a, b,))]
    fn several(a: u8, b: u8, c: u8) {
        let _ = (a, b, c);
    }

    #[instrument(skip(_))]
    fn nameless(_: NoDebug, a: u8) {
        let _ = a;
    }

    #[instrument(skip_all)]
    fn all(a: u8, b: NoDebug) {
        let _ = (a, b);
    }

    struct Server;

    impl Server {
        #[instrument(skip(self))]
        fn method(&self, a: u8) {
            let _ = a;
        }

        #[instrument(skip(self), level = "debug", name = "do")]
        async fn asynchronous(&mut self, a: u8) {
            let _ = a;
        }
    }

    #[test]
    fn omits_these_arguments() {
        start_and_done("INFO", "one(arg=1)", || one(1, NoDebug));
        start_and_done("INFO", "several(c=3)", || several(1, 2, 3));
        start_and_done("INFO", "nameless(a=1)", || nameless(NoDebug, 1));
        start_and_done("INFO", "all()", || all(1, NoDebug));
        start_and_done("INFO", "Server::method(a=1)", || Server.method(1));
        start_and_done("DEBUG", "do(a=1)", || block_on(Server.asynchronous(1)));
    }
}

mod fields {
    use super::*;

    const NAME: &str = "const.name";

    mod consts {
        pub const KEY: &str = "key";
    }

    struct Server {
        id: u8,
    }

    #[instrument(fields(foo = "bar", id = 1, show = true))]
    fn literals(arg: usize) {
        let _ = arg;
    }

    #[instrument(fields(next = arg + 1))]
    fn expression(arg: usize) {
        let _ = arg;
    }

    #[instrument(skip_all, fields(display = %arg, debug = ?arg))]
    fn sigils(arg: Both) {
        let _ = arg;
    }

    #[instrument(skip_all, fields(shown = display(&arg), debugged = debug(&arg)))]
    fn functions(arg: Both) {
        let _ = arg;
    }

    #[instrument(skip_all, fields(%a, ?b, c))]
    fn shorthands(a: Both, b: Both, c: u8) {
        let _ = (a, b, c);
    }

    #[instrument(fields(http.uri = "/", otel.kind = "server", http.request.id = 7))]
    fn dotted() {}

    #[instrument(fields("quoted name" = 1, "also.dotted" = %2))]
    fn quoted() {}

    #[instrument(fields(r#type = "raw"))]
    fn raw() {}

    #[instrument(fields({NAME} = 1, {consts::KEY} = %2))]
    fn constant() {}

    #[instrument(fields(status))]
    fn empty() {}

    #[instrument(fields())]
    fn none() {}

    #[instrument(fields(a = a.len()))]
    fn overridden(a: &str, b: u8) {
        let _ = (a, b);
    }

    impl Server {
        #[instrument(skip(self, bytes), fields(id = self.id, len = bytes.len()))]
        fn method(&self, bytes: &[u8]) {
            let _ = bytes;
        }

        #[instrument(skip_all, fields(id = %self.id, kind))]
        async fn asynchronous(&self) {}
    }

    #[test]
    fn are_literals_and_expressions() {
        start_and_done(
            "INFO",
            "literals(arg=7, foo=\"bar\", id=1, show=true)",
            || literals(7),
        );
        start_and_done("INFO", "expression(arg=1, next=2)", || expression(1));
        start_and_done("INFO", "Server::method(id=3, len=2)", || {
            Server { id: 3 }.method(&[0; 2]);
        });
        start_and_done("INFO", "Server::asynchronous(id=3)", || {
            block_on(Server { id: 3 }.asynchronous());
        });
    }

    #[test]
    fn can_have_sigils() {
        start_and_done("INFO", "sigils(display=by Display, debug=by Debug)", || {
            sigils(Both);
        });
        start_and_done(
            "INFO",
            "functions(shown=by Display, debugged=by Debug)",
            || {
                functions(Both);
            },
        );
        start_and_done("INFO", "shorthands(a=by Display, b=by Debug, c=1)", || {
            shorthands(Both, Both, 1);
        });
    }

    #[test]
    fn can_have_all_forms_of_names() {
        start_and_done(
            "INFO",
            "dotted(http.uri=\"/\", otel.kind=\"server\", http.request.id=7)",
            dotted,
        );
        start_and_done("INFO", "quoted(quoted name=1, also.dotted=2)", quoted);
        start_and_done("INFO", "raw(type=\"raw\")", raw);
        start_and_done("INFO", "constant(const.name=1, key=2)", constant);
    }

    #[test]
    fn may_be_empty() {
        start_and_done("INFO", "empty()", empty);
        start_and_done("INFO", "none()", none);
    }

    #[test]
    fn override_arguments() {
        start_and_done("INFO", "overridden(b=2, a=3)", || overridden("abc", 2));
    }
}

mod err {
    use super::*;

    #[instrument(err)]
    fn display() -> Result<(), Both> {
        Err(Both)
    }

    #[instrument(err(Display))]
    fn explicit_display() -> Result<(), Both> {
        Err(Both)
    }

    #[instrument(err(Debug))]
    fn debug() -> Result<(), Both> {
        Err(Both)
    }

    #[instrument(err(level = "info"))]
    fn level() -> Result<(), Both> {
        Err(Both)
    }

    #[instrument(err(level = Level::Debug))]
    fn path_level() -> Result<(), Both> {
        Err(Both)
    }

    #[instrument(err(Debug, level = "info"))]
    async fn mode_and_level() -> Result<(), Both> {
        Err(Both)
    }

    #[instrument(err(level = 4, Debug))]
    fn level_and_mode() -> Result<(), Both> {
        Err(Both)
    }

    #[track_caller]
    fn error(level: &str, name: &str, text: &str, f: impl FnOnce() -> Result<(), Both>) {
        expect(
            &[
                &format!("INFO start {name}()"),
                &format!("{level} error {name}() in TIME: {text}"),
            ],
            f,
        )
        .unwrap_err();
    }

    #[test]
    fn can_have_a_format_and_a_level() {
        error("ERROR", "display", "by Display", display);
        error("ERROR", "explicit_display", "by Display", explicit_display);
        error("ERROR", "debug", "by Debug", debug);
        error("INFO", "level", "by Display", level);
        error("DEBUG", "path_level", "by Display", path_level);
        error("INFO", "mode_and_level", "by Debug", || {
            block_on(mode_and_level())
        });
        error("WARN", "level_and_mode", "by Debug", level_and_mode);
    }
}

mod ret {
    use super::*;

    #[instrument(ret)]
    fn debug() -> Both {
        Both
    }

    #[instrument(ret(Debug))]
    fn explicit_debug() -> Both {
        Both
    }

    #[instrument(ret(Display))]
    fn display() -> Both {
        Both
    }

    #[instrument(ret(level = "warn"))]
    fn level() -> Both {
        Both
    }

    #[instrument(ret(level = Level::Debug, Display))]
    async fn level_and_mode() -> Both {
        Both
    }

    #[instrument(ret, level = "debug")]
    fn with_level() -> Both {
        Both
    }

    #[instrument(ret, err)]
    fn with_err(fails: bool) -> Result<Both, Both> {
        if fails { Err(Both) } else { Ok(Both) }
    }

    #[instrument(err(Debug), ret(Display))]
    fn with_err_and_modes(fails: bool) -> Result<Both, Both> {
        if fails { Err(Both) } else { Ok(Both) }
    }

    #[track_caller]
    fn done<R>(start: &str, done: &str, name: &str, text: &str, f: impl FnOnce() -> R) {
        expect(
            &[
                &format!("{start} start {name}()"),
                &format!("{done} done {name}() in TIME -> {text}"),
            ],
            f,
        );
    }

    #[test]
    fn can_have_a_format_and_a_level() {
        done("INFO", "INFO", "debug", "by Debug", debug);
        done("INFO", "INFO", "explicit_debug", "by Debug", explicit_debug);
        done("INFO", "INFO", "display", "by Display", display);
        done("INFO", "WARN", "level", "by Debug", level);
        done("INFO", "DEBUG", "level_and_mode", "by Display", || {
            block_on(level_and_mode())
        });
        done("DEBUG", "DEBUG", "with_level", "by Debug", with_level);
    }

    #[test]
    fn can_be_combined_with_err() {
        for (f, name, ok, err) in [
            (
                with_err as fn(bool) -> Result<Both, Both>,
                "with_err",
                "by Debug",
                "by Display",
            ),
            (
                with_err_and_modes,
                "with_err_and_modes",
                "by Display",
                "by Debug",
            ),
        ] {
            expect(
                &[
                    &format!("INFO start {name}(fails=false)"),
                    &format!("INFO done {name}(fails=false) in TIME -> {ok}"),
                    &format!("INFO start {name}(fails=true)"),
                    &format!("ERROR error {name}(fails=true) in TIME: {err}"),
                ],
                || {
                    _ = f(false);
                    _ = f(true);
                },
            );
        }
    }
}

mod all_arguments {
    use super::*;

    #[instrument(
        name = "handle",
        level = "debug",
        target = "http",
        skip(body),
        fields(http.len = body.len(), user, path = %path),
        ret(level = "trace"),
        err(Debug, level = "warn"),
    )]
    async fn all(body: &[u8], path: &str) -> Result<usize, Both> {
        let _ = path;
        if body.is_empty() {
            Err(Both)
        } else {
            Ok(body.len())
        }
    }

    #[test]
    fn work_together() {
        expect(
            &[
                "DEBUG start handle(http.len=1, path=/)",
                "TRACE done handle(http.len=1, path=/) in TIME -> 1",
                "DEBUG start handle(http.len=0, path=/)",
                "WARN error handle(http.len=0, path=/) in TIME: by Debug",
            ],
            || {
                _ = block_on(all(&[1], "/"));
                _ = block_on(all(&[], "/"));
            },
        );
    }
}

/// Levels of the user's own, with the spelling of `tracing`.
mod own_levels {
    use tracked_core::{Level, tracked};

    mod own {
        pub struct Level;

        impl Level {
            pub const INFO: tracked_core::Level = tracked_core::Level::Warn;
        }
    }

    #[tracked(start = off, level = own::Level::INFO)]
    pub fn by_spelling() {}

    const QUIET: Level = own::Level::INFO;

    #[tracked(start = off, level = QUIET)]
    pub fn by_constant() {}
}

#[test]
fn a_level_with_the_spelling_of_tracing_is_that_level() {
    expect(
        &["INFO done by_spelling() in TIME"],
        own_levels::by_spelling,
    );
    expect(
        &["WARN done by_constant() in TIME"],
        own_levels::by_constant,
    );
}

/// Functions and a constant of the user's own, with the names that `tracing` has for field values.
mod own_values {
    use tracked_core::tracked;

    pub fn display(n: u8) -> u8 {
        n + 1
    }

    #[allow(non_upper_case_globals, reason = "the name of a value in tracing")]
    const Empty: u8 = 7;

    #[tracked(start = off, skip_all, fields(a = display(n), b = self::display(n), c = Empty, d = { Empty }))]
    pub fn fields(n: u8) {
        let _ = n;
    }
}

#[test]
fn a_field_value_with_the_spelling_of_tracing_is_that_value() {
    expect(&["INFO done fields(a=1, b=2, d=7) in TIME"], || {
        own_values::fields(1);
    });
}
