//! Bodies that are not moved into a closure: with `#[track_caller]`, and with the options that need the returned value.

use std::fmt::Display;
use std::num::ParseIntError;
use std::ops::ControlFlow;
use std::panic::{catch_unwind, resume_unwind};
use std::str::FromStr;
use std::task::Poll;

use futures::executor::block_on;
use tracked_core::tracked;

use crate::support::{expect, records};

#[derive(Debug)]
struct Wrapped(ParseIntError);

impl From<ParseIntError> for Wrapped {
    fn from(error: ParseIntError) -> Self {
        Wrapped(error)
    }
}

impl Display for Wrapped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "wrapped: {}", self.0)
    }
}

#[tracked]
#[track_caller]
fn converts(text: &str) -> Result<u32, Wrapped> {
    Ok(text.parse::<u32>()?)
}

#[tracked]
#[track_caller]
fn infers(text: &str) -> Result<u64, String> {
    let n: Percent = text.parse()?;
    Ok(n.0)
}

#[derive(Debug)]
struct Percent(u64);

impl FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse()
            .map(Percent)
            .map_err(|_| "no number".to_owned())
    }
}

#[tracked]
#[track_caller]
fn infers_a_parameter<T: FromStr>(text: &str) -> Result<T, T::Err> {
    let value = text.parse()?;
    Ok(value)
}

#[test]
fn the_error_after_its_conversion_is_logged() {
    expect(
        &[
            r#"INFO start converts(text="x")"#,
            r#"ERROR error converts(text="x") in TIME: wrapped: invalid digit found in string"#,
        ],
        || converts("x").unwrap_err(),
    );
    expect(
        &[
            r#"INFO start infers(text="x")"#,
            r#"ERROR error infers(text="x") in TIME: no number"#,
        ],
        || infers("x").unwrap_err(),
    );
    assert_eq!(infers("1"), Ok(1));
    expect(
        &[
            r#"INFO start infers_a_parameter(text="x")"#,
            r#"ERROR error infers_a_parameter(text="x") in TIME: ParseIntError"#,
        ],
        || infers_a_parameter::<u8>("x").unwrap_err(),
    );
    assert_eq!(infers_a_parameter("1"), Ok(1));
}

#[tracked(ret)]
#[track_caller]
fn option(value: Option<u8>) -> Option<u8> {
    Some(value? + 1)
}

#[tracked(ret)]
#[track_caller]
fn control_flow(value: ControlFlow<u8, u8>) -> ControlFlow<u8, u8> {
    ControlFlow::Continue(value? + 1)
}

#[tracked(ret)]
#[track_caller]
fn poll(value: Poll<Result<u8, u8>>) -> Poll<Result<u8, u16>> {
    value?.map(|n| Ok(n + 1))
}

#[tracked(ret)]
#[track_caller]
fn stream(value: Poll<Option<Result<u8, u8>>>) -> Poll<Option<Result<u8, u16>>> {
    let n = value?;
    n.map(|n| n.map(|n| Ok(n + 1)))
}

#[tracked(ret)]
#[track_caller]
fn poll_in_a_result(value: Poll<Result<u8, u8>>) -> Result<u8, u16> {
    match value? {
        Poll::Ready(n) => Ok(n + 1),
        Poll::Pending => Ok(0),
    }
}

#[test]
fn each_type_that_can_be_tried_is_returned_as_before() {
    assert_eq!(option(None), None);
    assert_eq!(option(Some(1)), Some(2));
    assert_eq!(control_flow(ControlFlow::Break(1)), ControlFlow::Break(1));
    assert_eq!(
        control_flow(ControlFlow::Continue(1)),
        ControlFlow::Continue(2)
    );
    assert_eq!(poll(Poll::Ready(Err(1))), Poll::Ready(Err(1)));
    assert_eq!(poll(Poll::Ready(Ok(1))), Poll::Ready(Ok(2)));
    assert_eq!(poll(Poll::Pending), Poll::Pending);
    assert_eq!(stream(Poll::Ready(Some(Err(1)))), Poll::Ready(Some(Err(1))));
    assert_eq!(stream(Poll::Ready(Some(Ok(1)))), Poll::Ready(Some(Ok(2))));
    assert_eq!(stream(Poll::Ready(None)), Poll::Ready(None));
    assert_eq!(stream(Poll::Pending), Poll::Pending);
    assert_eq!(poll_in_a_result(Poll::Ready(Err(1))), Err(1));
    assert_eq!(poll_in_a_result(Poll::Pending), Ok(0));
    expect(
        &[
            "INFO start option(value=None)",
            "INFO done option(value=None) in TIME -> None",
        ],
        || option(None),
    );
}

#[tracked(ret)]
#[track_caller]
fn returns_nothing(early: bool) {
    if early {
        return;
    }
    let _ = !early;
}

#[tracked(ret)]
#[track_caller]
fn returns_nothing_at_its_end(n: u8) {
    let _ = n + 1;
}

#[test]
fn a_return_without_a_value_returns_one() {
    for early in [true, false] {
        let start = format!("INFO start returns_nothing(early={early})");
        let done = format!("INFO done returns_nothing(early={early}) in TIME -> ()");
        expect(&[&start, &done], || returns_nothing(early));
    }
    for n in [0, 1] {
        let start = format!("INFO start returns_nothing_at_its_end(n={n})");
        let done = format!("INFO done returns_nothing_at_its_end(n={n}) in TIME -> ()");
        expect(&[&start, &done], || returns_nothing_at_its_end(n));
    }
}

#[tracked]
#[track_caller]
fn outer() {
    inner();
}

#[tracked]
#[track_caller]
fn inner() {
    panic!("first");
}

#[tracked]
#[track_caller]
fn resumes() {
    assert!(catch_unwind(|| panic!("caught")).is_err());
    resume_unwind(Box::new("other"));
}

#[test]
fn no_message_of_another_panic_is_shown() {
    let panics: Vec<_> = records(|| {
        assert!(catch_unwind(outer).is_err());
        assert!(catch_unwind(resumes).is_err());
    })
    .iter()
    .map(ToString::to_string)
    .filter(|text| text.starts_with("ERROR"))
    .collect();
    assert_eq!(
        panics,
        [
            "ERROR panic inner() in TIME",
            "ERROR panic outer() in TIME",
            "ERROR panic resumes() in TIME",
        ]
    );
}

#[tracked(done = "got {ret}")]
fn shown_in_a_message(n: u8) -> impl Display {
    n
}

#[tracked(ret)]
#[track_caller]
fn shown_in_place(n: u8) -> impl Display {
    if n > 1 {
        return n;
    }
    n + 1
}

#[tracked(ret)]
async fn shown_by_a_future(n: u8) -> impl Display {
    n
}

#[tracked(err_if = |n| n.to_string() == "1")]
fn failure(n: u8) -> impl Display + std::fmt::Debug {
    n
}

#[tracked(err_if = |n| n.to_string() == "1")]
async fn failure_of_a_future(n: u8) -> impl Display + std::fmt::Debug {
    n
}

#[test]
fn a_value_of_an_opaque_type_is_shown() {
    expect(
        &["INFO start shown_in_a_message(n=1)", "INFO got 1"],
        || shown_in_a_message(1),
    );
    for (n, shown) in [(1, 2), (2, 2)] {
        let start = format!("INFO start shown_in_place(n={n})");
        let done = format!("INFO done shown_in_place(n={n}) in TIME -> {shown}");
        expect(&[&start, &done], || shown_in_place(n));
    }
    expect(
        &[
            "INFO start shown_by_a_future(n=1)",
            "INFO done shown_by_a_future(n=1) in TIME -> 1",
        ],
        || block_on(shown_by_a_future(1)),
    );
    expect(
        &[
            "INFO start failure(n=1)",
            "ERROR error failure(n=1) in TIME: 1",
        ],
        || failure(1),
    );
    expect(
        &[
            "INFO start failure_of_a_future(n=1)",
            "ERROR error failure_of_a_future(n=1) in TIME: 1",
        ],
        || block_on(failure_of_a_future(1)),
    );
}
