//! Futures whose output borrows, or contains a type parameter. The call is the future if the output lives as long as
//! the future.

use std::future::{Future, ready};
use std::pin::Pin;

use futures::executor::block_on;
use tracked_core::tracked;

use crate::support::expect;

type Text<'a> = Result<&'a str, String>;
type Boxed<'f, T> = Pin<Box<dyn Future<Output = T> + 'f>>;

fn failed<T>() -> Result<T, String> {
    Err("late".to_owned())
}

#[tracked(start = off, skip_all)]
fn opaque_static<T>(
    _: T,
    future: impl Future<Output = Result<T, String>> + 'static,
) -> impl Future<Output = Result<T, String>> + 'static {
    future
}

#[tracked(start = off, skip_all)]
fn opaque_static_of_a_text<'a, F>(
    _text: &'a str,
    future: F,
) -> impl Future<Output = Text<'a>> + 'static
where
    F: Future<Output = Text<'a>> + 'static,
{
    future
}

#[tracked(start = off, skip_all)]
fn named<'a>(_text: &'a str) -> Pin<Box<dyn Future<Output = Text<'a>> + 'a>> {
    Box::pin(ready(failed()))
}

#[tracked(start = off, skip_all)]
fn elided(_text: &str) -> Pin<Box<dyn Future<Output = Result<&str, String>> + '_>> {
    Box::pin(ready(failed()))
}

#[tracked(start = off, skip_all)]
fn declared<'a, 'b: 'a, 'c>(
    _: &'a str,
    _: (&'b str, &'c str),
) -> Pin<Box<dyn Future<Output = Result<(&'b str, &'c str), String>> + 'a>>
where
    'c: 'a,
{
    Box::pin(ready(failed()))
}

#[tracked(start = off, skip_all)]
fn implied<'a, 'b>(_: &'a [&'b str]) -> Pin<Box<dyn Future<Output = Text<'b>> + 'a>> {
    Box::pin(ready(failed()))
}

#[tracked(start = off, skip_all)]
fn alias<'a>(_: &'a str) -> Boxed<'a, Text<'a>> {
    Box::pin(ready(failed()))
}

#[tracked(start = off, skip_all)]
fn alias_of_static<'a>(_: &'a str) -> Boxed<'a, Text<'static>> {
    Box::pin(ready(failed()))
}

struct Names<'n, T>(&'n T);

impl<'n, T> Names<'n, T> {
    #[tracked(start = off)]
    fn of_the_impl<'a>(&'a self) -> Pin<Box<dyn Future<Output = Result<&'n T, String>> + 'a>> {
        let _ = self.0;
        Box::pin(ready(failed()))
    }

    #[tracked(start = off)]
    fn of_self(&self) -> Pin<Box<dyn Future<Output = Result<&T, String>> + '_>> {
        Box::pin(ready(failed()))
    }

    #[tracked(start = off)]
    fn of_a_named_self<'a>(&'a self) -> Pin<Box<dyn Future<Output = Result<&'a T, String>> + 'a>> {
        Box::pin(ready(failed()))
    }
}

#[test]
fn a_future_is_the_call_if_its_output_lives_as_long() {
    let records = [
        "opaque_static",
        "opaque_static_of_a_text",
        "named",
        "elided",
        "declared",
        "implied",
        "alias",
        "alias_of_static",
        "Names::of_the_impl",
        "Names::of_self",
        "Names::of_a_named_self",
    ]
    .map(|name| format!("ERROR error {name}() in TIME: late"));
    expect(&records.each_ref().map(String::as_str), || {
        let is_failed = [
            block_on(opaque_static(1, ready(failed()))).is_err(),
            block_on(opaque_static_of_a_text("", ready(failed()))).is_err(),
            block_on(named("")).is_err(),
            block_on(elided("")).is_err(),
            block_on(declared("", ("", ""))).is_err(),
            block_on(implied(&[])).is_err(),
            block_on(alias("")).is_err(),
            block_on(alias_of_static("")).is_err(),
            block_on(Names(&1).of_the_impl()).is_err(),
            block_on(Names(&1).of_self()).is_err(),
            block_on(Names(&1).of_a_named_self()).is_err(),
        ];
        assert_eq!(is_failed, [true; 11]);
    });
}

#[tracked(start = off, skip_all)]
fn shorter<'a>(
    _text: &'a str,
    future: Boxed<'static, Text<'a>>,
) -> Pin<Box<dyn Future<Output = Text<'a>>>> {
    future
}

#[tracked(start = off, skip_all)]
fn unrelated<'a, 'b>(
    _: &'a str,
    _: &'b str,
    future: Boxed<'a, Text<'b>>,
) -> Pin<Box<dyn Future<Output = Text<'b>> + 'a>> {
    future
}

#[tracked(start = off, skip_all)]
fn shorter_alias<'a>(_text: &'a str, future: Boxed<'static, Text<'a>>) -> Boxed<'static, Text<'a>> {
    future
}

#[tracked(start = off, skip_all)]
fn unrelated_alias<'a, 'b>(
    _: &'a str,
    _: &'b str,
    future: Boxed<'a, Text<'b>>,
) -> Boxed<'a, Text<'b>> {
    future
}

#[tracked(start = off, skip_all)]
fn own_parameter<T>(future: Boxed<'static, T>) -> Pin<Box<dyn Future<Output = T>>> {
    future
}

/// The compiler does not know that the output of a boxed future lives as long as the box, although `&'a str` does not
/// have to. So a future around it that has the box's type is no valid program:
///
/// ```compile_fail
/// fn around<T>(future: Pin<Box<dyn Future<Output = T>>>) -> Pin<Box<dyn Future<Output = T>>> {
///     Box::pin(async { future.await })
/// }
/// ```
#[test]
fn the_creation_is_the_call_if_the_output_may_live_shorter() {
    let records = [
        "shorter",
        "unrelated",
        "shorter_alias",
        "unrelated_alias",
        "own_parameter",
    ]
    .map(|name| format!("INFO done {name}() in TIME"));
    expect(&records.each_ref().map(String::as_str), || {
        let future = || Box::pin(ready(failed()));
        let is_failed = [
            block_on(shorter("", future())).is_err(),
            block_on(unrelated("", "", future())).is_err(),
            block_on(shorter_alias("", future())).is_err(),
            block_on(unrelated_alias("", "", future())).is_err(),
            block_on(own_parameter::<Text>(future())).is_err(),
        ];
        assert_eq!(is_failed, [true; 5]);
    });
}
