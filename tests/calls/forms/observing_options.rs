//! Options that show more or fewer values do not change the behaviour of the function.

use std::cell::Cell;
use std::fmt::{self, Debug, Formatter};

use futures::executor::block_on;
use tracked_core::tracked;

use crate::support::expect;

struct Opaque(#[allow(dead_code, reason = "a type without `Debug` may hold something")] u32);

#[tracked(ret)]
fn returned(n: u32) -> Vec<u32> {
    vec![n]
}

#[tracked(ret)]
fn returned_in_ok(fail: bool) -> Result<&'static str, String> {
    if fail {
        Err("failed".to_owned())
    } else {
        Ok("good")
    }
}

#[tracked(ret)]
fn returned_without_debug() -> Opaque {
    Opaque(1)
}

#[tracked(ret)]
async fn returned_later<T>(value: T) -> Option<T> {
    Some(value)
}

#[tracked(ret)]
fn returned_reference<'a>(list: &'a mut Vec<u32>) -> &'a mut u32 {
    list.push(1);
    &mut list[0]
}

#[tracked(ret)]
fn returned_opaquely() -> impl Iterator<Item = u32> {
    0..2
}

#[test]
fn returned_values_are_shown() {
    expect(
        &[
            "INFO start returned(n=1)",
            "INFO done returned(n=1) in TIME -> [1]",
        ],
        || returned(1),
    );
    expect(
        &[
            "INFO start returned_in_ok(fail=false)",
            r#"INFO done returned_in_ok(fail=false) in TIME -> "good""#,
        ],
        || returned_in_ok(false).unwrap(),
    );
    expect(
        &[
            "INFO start returned_in_ok(fail=true)",
            "ERROR error returned_in_ok(fail=true) in TIME: failed",
        ],
        || returned_in_ok(true).unwrap_err(),
    );
    expect(
        &[
            "INFO start returned_without_debug()",
            "INFO done returned_without_debug() in TIME -> Opaque",
        ],
        returned_without_debug,
    );
    assert!(block_on(returned_later(Opaque(1))).is_some());
    let mut list = vec![7];
    *returned_reference(&mut list) += 1;
    assert_eq!(list, [8, 1]);
    assert_eq!(returned_opaquely().sum::<u32>(), 1);
}

struct Counts<'a>(&'a Cell<u32>);

impl Debug for Counts<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.set(self.0.get() + 1);
        f.write_str("Counts")
    }
}

#[tracked(level = "trace", skip(value))]
fn skips(value: Counts<'_>) -> u32 {
    value.0.get()
}

#[test]
fn a_skipped_value_is_never_formatted() {
    let looks = Cell::new(0);
    assert_eq!(skips(Counts(&looks)), 0);
    assert_eq!(looks.get(), 0);
}

struct Tracks(u32);

impl Tracks {
    #[tracked(args(self))]
    fn shown(&self) -> u32 {
        self.0
    }

    #[tracked(args(self), ret)]
    fn into_inner(self) -> u32 {
        self.0
    }
}

impl Debug for Tracks {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "Tracks({})", self.shown())
    }
}

/// A tracked call made while its own `self` is formatted is not logged.
#[test]
fn self_is_shown_if_requested() {
    let n = expect(
        &[
            "INFO start Tracks::shown(self=Tracks(1))",
            "INFO done Tracks::shown(self=Tracks(1)) in TIME",
        ],
        || Tracks(1).shown(),
    );
    assert_eq!(n, 1);
    let n = expect(
        &[
            "INFO start Tracks::into_inner(self=Tracks(1))",
            "INFO done Tracks::into_inner(self=Tracks(1)) in TIME -> 1",
        ],
        || Tracks(1).into_inner(),
    );
    assert_eq!(n, 1);
}
