//! `impl Trait` in arguments and anywhere in the return type: the hidden type, its auto traits and its captures do not
//! change.

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};
use std::rc::Rc;

use tracked_core::tracked;

use crate::support::expect;

#[tracked]
fn argument(text: impl AsRef<str>, n: impl Copy + Into<i64>) -> i64 {
    n.into() + i64::try_from(text.as_ref().len()).unwrap()
}

#[tracked]
fn nested_argument(items: impl IntoIterator<Item = impl Into<i64>>, f: &dyn Fn(i64) -> i64) -> i64 {
    items.into_iter().map(|item| f(item.into())).sum()
}

#[tracked]
fn argument_by_reference(list: &mut impl Extend<u8>, _tag: Option<impl Debug>) {
    list.extend([1, 2]);
}

#[test]
fn arguments_can_be_impl_trait() {
    assert_eq!(argument("abc", 1i32), 4);
    assert_eq!(nested_argument([1i32, 2], &|x| x * 2), 6);
    let mut list = Vec::new();
    argument_by_reference(&mut list, Some("x"));
    assert_eq!(list, [1, 2]);
    expect(
        &[
            "INFO start shown(value=[1])",
            "INFO done shown(value=[1]) in TIME",
        ],
        || shown(vec![1]),
    );
}

#[tracked]
fn shown(value: impl Debug) -> String {
    format!("{value:?}")
}

#[tracked]
fn iterator(n: u32) -> impl Iterator<Item = u32> + Clone + Send {
    if n == 0 {
        return (0..0).filter(is_even as fn(&u32) -> bool);
    }
    (0..n).filter(is_even)
}

#[tracked]
fn is_even(n: &u32) -> bool {
    n % 2 == 0
}

#[tracked]
fn borrowing<'a>(list: &'a [u32], more: &'a str) -> impl Iterator<Item = String> + 'a {
    list.iter().map(move |n| format!("{n}{more}"))
}

#[tracked]
fn borrowing_anonymously(list: &[u32]) -> impl Iterator<Item = u32> + '_ {
    list.iter().copied()
}

#[tracked]
fn with_precise_captures<'a, T: Display>(value: &'a T, _other: &str) -> impl Display + use<'a, T> {
    format!("<{value}>")
}

#[tracked]
fn without_debug(side: u32) -> impl PartialEq<u32> {
    side
}

#[test]
fn the_returned_value_can_be_impl_trait() {
    assert_eq!(
        expect(
            &[
                "INFO start iterator(n=0)",
                "INFO done iterator(n=0) in TIME"
            ],
            || iterator(0)
        )
        .count(),
        0
    );
    let even = iterator(5);
    // `Send` and `Clone` of the hidden type are still visible.
    let worker = std::thread::spawn(move || even.clone().sum::<u32>());
    assert_eq!(worker.join().unwrap(), 6);
    assert_eq!(borrowing(&[1, 2], "x").collect::<String>(), "1x2x");
    assert_eq!(borrowing_anonymously(&[1, 2]).sum::<u32>(), 3);
    let kept = {
        let other = String::from("gone");
        with_precise_captures(&1, &other)
    };
    assert_eq!(kept.to_string(), "<1>");
    assert!(without_debug(1) == 1);
}

#[tracked]
fn in_box(n: u32) -> Box<impl Fn() -> u32> {
    Box::new(move || n)
}

#[tracked]
fn in_result(text: &str) -> Result<impl Iterator<Item = char> + '_, impl Display + Debug> {
    if text.is_empty() {
        return Err("nothing to do");
    }
    Ok(text.chars().rev())
}

#[tracked]
fn in_option(n: u32) -> Option<impl Iterator<Item = u32>> {
    (n > 0).then(|| (0..n).rev())
}

#[tracked]
fn in_tuple(n: u32) -> (impl Fn() -> u32, Option<impl Display>, u32) {
    (move || n, Some("x"), n)
}

#[tracked]
fn in_array_and_path(n: u32) -> [BTreeMap<u32, impl Display>; 1] {
    [BTreeMap::from([(n, "x")])]
}

#[tracked]
fn in_reference(list: &[u32]) -> &impl Debug {
    list.first().unwrap_or(&0)
}

#[tracked]
fn in_impl(n: u32) -> impl Iterator<Item = impl Fn() -> u32> {
    (0..n).map(|i| move || i)
}

#[tracked]
fn in_dyn(n: u32) -> Box<dyn Iterator<Item = u32>> {
    Box::new(0..n)
}

#[tracked]
fn inferred_by_what_is_inside(
    n: u32,
) -> impl IntoIterator<Item = u32, IntoIter = impl ExactSizeIterator> {
    vec![n; 2]
}

#[test]
fn impl_trait_can_be_nested_in_the_return_type() {
    assert_eq!(in_box(1)(), 1);
    assert_eq!(in_result("ab").ok().unwrap().collect::<String>(), "ba");
    let text = expect(
        &[
            r#"INFO start in_result(text="")"#,
            r#"ERROR error in_result(text="") in TIME: nothing to do"#,
        ],
        || in_result("").err().unwrap().to_string(),
    );
    assert_eq!(text, "nothing to do");
    assert_eq!(in_option(2).unwrap().collect::<Vec<_>>(), [1, 0]);
    assert!(in_option(0).is_none());
    let (f, text, n) = in_tuple(3);
    assert_eq!((f(), text.unwrap().to_string(), n), (3, "x".to_owned(), 3));
    assert_eq!(in_array_and_path(1)[0][&1].to_string(), "x");
    assert_eq!(format!("{:?}", in_reference(&[7])), "7");
    assert_eq!(in_impl(3).map(|f| f()).sum::<u32>(), 3);
    assert_eq!(in_dyn(3).sum::<u32>(), 3);
    assert_eq!(inferred_by_what_is_inside(2).into_iter().len(), 2);
}

#[tracked]
fn not_send(n: u32) -> impl Debug {
    Rc::new(n)
}

#[tracked]
fn recursive(n: u32) -> impl Fn() -> u32 {
    let below: Box<dyn Fn() -> u32> = if n == 0 {
        Box::new(|| 0)
    } else {
        Box::new(recursive(n - 1))
    };
    move || below() + n
}

#[tracked]
async fn from_async(n: u32) -> Result<impl Iterator<Item = u32>, Box<dyn std::error::Error>> {
    if n > 9 {
        return Err("too many".into());
    }
    Ok((0..n).map(|i| i + 1))
}

#[tracked]
async fn closure_from_async<'a>(list: &'a mut Vec<u32>) -> impl FnMut(u32) + 'a {
    move |n| list.push(n)
}

#[test]
fn opaque_values_can_be_recursive_and_come_from_futures() {
    assert_eq!(format!("{:?}", not_send(1)), "1");
    assert_eq!(recursive(3)(), 6);
    let sum = futures::executor::block_on(from_async(2))
        .unwrap()
        .sum::<u32>();
    assert_eq!(sum, 3);
    expect(
        &[
            "INFO start from_async(n=10)",
            "ERROR error from_async(n=10) in TIME: too many",
        ],
        || futures::executor::block_on(from_async(10)).err().unwrap(),
    );
    let mut list = Vec::new();
    futures::executor::block_on(closure_from_async(&mut list))(1);
    assert_eq!(list, [1]);
}
