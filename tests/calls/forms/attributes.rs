//! Other attributes on the same function and its parameters, in either order, and every way to write this attribute.

use futures::executor::block_on;
use tracked_core::tracked;
use tracked_core::tracked as renamed;

use crate::support::expect;
use crate::suspend;

#[tracked()]
fn empty_parentheses() -> u32 {
    1
}

#[tracked_core::tracked]
fn by_path() -> u32 {
    2
}

#[::tracked_core::tracked]
fn by_absolute_path() -> u32 {
    3
}

#[renamed]
fn by_another_name() -> u32 {
    4
}

#[cfg_attr(all(), tracked)]
fn conditionally() -> u32 {
    5
}

#[cfg_attr(any(), no_such_attribute, tracked)]
fn not_at_all() -> u32 {
    6
}

#[test]
fn the_attribute_can_be_written_in_every_way() {
    expect(
        &[
            "INFO start empty_parentheses()",
            "INFO done empty_parentheses() in TIME",
        ],
        empty_parentheses,
    );
    expect(
        &["INFO start by_path()", "INFO done by_path() in TIME"],
        by_path,
    );
    expect(
        &[
            "INFO start by_absolute_path()",
            "INFO done by_absolute_path() in TIME",
        ],
        by_absolute_path,
    );
    expect(
        &[
            "INFO start by_another_name()",
            "INFO done by_another_name() in TIME",
        ],
        by_another_name,
    );
    expect(
        &[
            "INFO start conditionally()",
            "INFO done conditionally() in TIME",
        ],
        conditionally,
    );
    expect(&[], not_at_all);
}

#[tracked]
#[inline]
#[must_use = "above"]
#[doc(hidden)]
pub(crate) fn ours_first(a: u32) -> u32 {
    a
}

/// Documented.
#[inline(always)]
#[must_use = "below"]
#[doc = "And more."]
#[tracked]
pub(in crate::attributes) fn ours_last(a: u32) -> u32 {
    a
}

#[cold]
#[inline(never)]
#[tracked]
#[allow(
    unused_variables,
    clippy::needless_pass_by_value,
    reason = "on both sides"
)]
#[doc(alias = "between")]
/** Documented below. */
pub(self) fn ours_between(text: String) {
    let unused = 1;
}

#[deprecated = "use another"]
#[tracked]
fn deprecated(n: u32) -> u32 {
    #[allow(deprecated, reason = "calls itself")]
    if n == 0 { 0 } else { deprecated(n - 1) }
}

#[tracked]
#[cfg(not(any()))]
fn configured_in() -> u32 {
    7
}

#[tracked]
#[cfg(any())]
fn configured_in() -> NoSuchType {
    no_such_function()
}

#[rustfmt::skip]
#[clippy::has_significant_drop]
#[tracked]
fn tool_attributes() -> u32 { 8 }

#[expect(
    unused_variables,
    reason = "fulfilled by the body, with or without the attribute"
)]
#[tracked]
fn expectation_above(a: u32) {}

#[tracked]
#[expect(
    unused_mut,
    unused_assignments,
    unused_variables,
    reason = "the same below"
)]
fn expectation_below(mut a: u32) {
    let mut b = 1;
    b = 2;
}

#[test]
fn other_attributes_can_be_above_and_below() {
    expect(
        &[
            "INFO start ours_first(a=1)",
            "INFO done ours_first(a=1) in TIME",
        ],
        || ours_first(1),
    );
    expect(
        &[
            "INFO start ours_last(a=1)",
            "INFO done ours_last(a=1) in TIME",
        ],
        || ours_last(1),
    );
    ours_between("a".to_owned());
    #[allow(deprecated, reason = "the function is")]
    let zero = deprecated(2);
    assert_eq!(zero, 0);
    assert_eq!(configured_in(), 7);
    assert_eq!(tool_attributes(), 8);
    expectation_above(1);
    expectation_below(1);
}

#[tracked]
fn parameter_configured_out(a: u32, #[cfg(any())] b: NoSuchType, c: u32) -> u32 {
    a + c
}

#[tracked]
fn parameter_configured_in(
    #[cfg(not(any()))] a: u32,
    #[cfg(not(any()))] (b, c): (u32, u32),
) -> u32 {
    a + b + c
}

#[tracked]
fn either_parameter(#[cfg(any())] text: NoSuchType, #[cfg(not(any()))] text: &str) -> usize {
    text.len()
}

#[tracked]
fn other_attributes(
    #[allow(unused_variables, reason = "represents any attribute")] a: u32,
    #[cfg_attr(all(), allow(unused_mut, reason = "represents any attribute"))] mut b: u32,
) -> u32 {
    b
}

struct Asked;

impl Asked {
    #[tracked]
    fn method(#[cfg(not(any()))] &self, #[cfg(any())] a: NoSuchType, b: u32) -> u32 {
        b
    }

    #[tracked]
    async fn async_method(
        #[allow(unused_variables, reason = "on self")] &self,
        #[cfg(any())] a: NoSuchType,
        #[cfg(not(any()))] b: String,
    ) -> String {
        suspend().await;
        b
    }
}

#[tracked]
fn generics_configured<#[cfg(any())] T: NoSuchTrait, #[cfg(not(any()))] U>(u: U) -> U {
    u
}

#[test]
fn parameters_can_have_attributes() {
    let sum = expect(
        &[
            "INFO start parameter_configured_out(a=1, c=2)",
            "INFO done parameter_configured_out(a=1, c=2) in TIME",
        ],
        || parameter_configured_out(1, 2),
    );
    assert_eq!(sum, 3);
    let sum = expect(
        &[
            "INFO start parameter_configured_in(a=1, b=2, c=3)",
            "INFO done parameter_configured_in(a=1, b=2, c=3) in TIME",
        ],
        || parameter_configured_in(1, (2, 3)),
    );
    assert_eq!(sum, 6);
    let len = expect(
        &[
            r#"INFO start either_parameter(text="a")"#,
            r#"INFO done either_parameter(text="a") in TIME"#,
        ],
        || either_parameter("a"),
    );
    assert_eq!(len, 1);
    assert_eq!(other_attributes(1, 2), 2);
    assert_eq!(Asked.method(1), 1);
    let text = expect(
        &[
            r#"INFO start Asked::async_method(b="b")"#,
            r#"INFO done Asked::async_method(b="b") in TIME (busy TIME)"#,
        ],
        || block_on(Asked.async_method("b".to_owned())),
    );
    assert_eq!(text, "b");
    assert_eq!(generics_configured(1), 1);
}

#[tracked]
#[test]
fn it_can_be_above_test() {
    assert_eq!(configured_in(), 7);
}

#[test]
#[tracked]
fn it_can_be_below_test() -> Result<(), std::num::ParseIntError> {
    let _: u32 = "1".parse()?;
    Ok(())
}

#[tracked]
#[test]
#[should_panic(expected = "as it should")]
fn it_can_be_above_should_panic() {
    panic!("as it should");
}

#[tokio::test]
#[tracked]
async fn it_can_be_below_tokio_test() {
    tokio::task::yield_now().await;
}

#[tracked]
#[tokio::test]
async fn it_can_be_above_tokio_test() {
    tokio::task::yield_now().await;
}

#[tokio::test(flavor = "current_thread")]
#[tracked]
async fn it_can_be_below_tokio_test_with_options() -> Result<(), String> {
    tokio::spawn(suspend())
        .await
        .map_err(|error| error.to_string())
}

mod narrower {
    use tracked_core::tracked;

    #[tracked]
    pub(super) fn for_the_parent() -> u32 {
        hidden()
    }

    #[tracked]
    fn hidden() -> u32 {
        9
    }
}

#[test]
fn the_visibility_does_not_change() {
    assert_eq!(narrower::for_the_parent(), 9);
}
