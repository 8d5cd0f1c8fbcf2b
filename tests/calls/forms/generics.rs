//! Generic functions: parameters without bounds, `?Sized`, constants, `where`, higher-ranked lifetimes, turbofish,
//! coercion to pointers.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::marker::PhantomData;

use tracked_core::tracked;

use crate::support::expect;

struct Plain(u8);

#[tracked]
fn unbounded<T>(value: T) -> T {
    value
}

#[tracked]
fn bounded<T: Debug>(value: T) -> T {
    value
}

#[tracked]
fn bounded_in_where<K, V>(key: K, map: &mut HashMap<K, V>) -> Option<V>
where
    K: Eq + Hash + Debug,
{
    map.remove(&key)
}

#[test]
fn type_parameters_need_no_bounds() {
    assert_eq!(unbounded(Plain(1)).0, 1);
    expect(
        &[
            "INFO start unbounded(value=Plain)",
            "INFO done unbounded(value=Plain) in TIME",
        ],
        || unbounded(Plain(1)),
    );
    expect(
        &[
            "INFO start bounded(value=[1])",
            "INFO done bounded(value=[1]) in TIME",
        ],
        || bounded(vec![1]),
    );
    let mut map = HashMap::from([("a", Plain(1))]);
    let value = expect(
        &[
            r#"INFO start bounded_in_where(key="a", map={..})"#,
            r#"INFO done bounded_in_where(key="a", map={..}) in TIME"#,
        ],
        || bounded_in_where("a", &mut map),
    );
    assert_eq!(value.unwrap().0, 1);
}

#[tracked]
fn unsized_by_reference<T: ?Sized + AsRef<str>>(text: &T) -> usize {
    text.as_ref().len()
}

#[tracked]
fn unsized_debug<T: ?Sized + Debug>(value: &T) -> String {
    format!("{value:?}")
}

#[tracked]
fn boxed_unsized<T: ?Sized>(value: Box<T>) -> Box<T> {
    value
}

#[test]
fn type_parameters_can_be_unsized() {
    assert_eq!(unsized_by_reference("text"), 4);
    assert_eq!(
        expect(
            &[
                "INFO start unsized_debug(value=[1, 2])",
                "INFO done unsized_debug(value=[1, 2]) in TIME"
            ],
            || unsized_debug(&[1, 2][..]),
        ),
        "[1, 2]"
    );
    let dynamic: Box<dyn Debug> = Box::new(1);
    assert_eq!(format!("{:?}", boxed_unsized(dynamic)), "1");
}

#[tracked]
fn array<T, const N: usize>(items: [T; N]) -> usize {
    items.len() + N
}

#[tracked]
fn only_constant<const N: usize, const LOUD: bool>() -> [u8; N] {
    [if LOUD { 1 } else { 0 }; N]
}

#[tracked]
fn made_of_default<T: Default, const N: usize>() -> [T; N] {
    std::array::from_fn(|_| T::default())
}

#[test]
fn constants_can_be_parameters() {
    assert_eq!(array([Plain(1), Plain(2)]), 4);
    assert_eq!(only_constant::<2, true>(), [1, 1]);
    assert_eq!(made_of_default::<u8, 2>(), [0, 0]);
}

#[tracked]
fn longest<'a>(a: &'a str, b: &'a str) -> &'a str {
    if a.len() < b.len() { b } else { a }
}

#[tracked]
fn outlives<'a, 'b: 'a>(short: &mut &'a str, long: &'b str) {
    *short = long;
}

#[tracked]
fn maybe_borrowed<'a>(text: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    text.into()
}

#[tracked]
fn elided(text: &str, _other: Cow<str>) -> Option<char> {
    text.chars().next()
}

#[tracked]
fn anonymous(text: Cow<'_, str>) -> Cow<'_, str> {
    text
}

#[tracked]
fn higher_ranked<F>(f: F) -> String
where
    F: for<'a> Fn(&'a str) -> &'a str,
{
    let local = String::from(" text ");
    f(&local).to_owned()
}

#[tracked]
fn higher_ranked_pointer(f: for<'a> fn(&'a str) -> &'a str) -> usize {
    let local = String::from(" text ");
    f(&local).len()
}

#[tracked]
fn trimmed(text: &str) -> &str {
    text.trim()
}

#[test]
fn lifetimes_are_those_of_the_signature() {
    assert_eq!(longest("a", "bc"), "bc");
    let long = String::from("long");
    let mut short = "short";
    outlives(&mut short, &long);
    assert_eq!(short, "long");
    assert!(matches!(maybe_borrowed("a"), Cow::Borrowed("a")));
    assert_eq!(elided("a", Cow::Borrowed("b")), Some('a'));
    assert_eq!(anonymous(Cow::Borrowed("a")), "a");
    // The lifetime in an argument of a tracked function stays late bound.
    assert_eq!(higher_ranked(trimmed), "text");
    assert_eq!(higher_ranked_pointer(trimmed), 4);
    assert_eq!(["a ", " b"].map(trimmed), ["a", "b"]);
}

#[tracked]
fn mapped<T, R>(items: Vec<T>, f: impl Fn(T) -> R) -> Vec<R> {
    items.into_iter().map(f).collect()
}

#[tracked]
fn called<F: FnOnce() -> R, R>(f: F) -> R {
    f()
}

#[tracked]
fn called_mutably(f: &mut dyn FnMut(i32)) {
    f(1);
    f(2);
}

#[test]
fn arguments_can_be_callables() {
    assert_eq!(mapped(vec![1, 2], |x| x * 2), [2, 4]);
    let plain = Plain(1);
    assert_eq!(called(move || plain).0, 1);
    let mut sum = 0;
    called_mutably(&mut |x| sum += x);
    assert_eq!(sum, 3);
}

trait Store {
    type Key<'a>
    where
        Self: 'a;
    type Item;
    fn get<'a>(&'a self, key: Self::Key<'a>) -> Option<&'a Self::Item>;
}

struct Names(Vec<Plain>);

impl Store for Names {
    type Key<'a> = &'a usize;
    type Item = Plain;

    #[tracked]
    fn get<'a>(&'a self, key: Self::Key<'a>) -> Option<&'a Self::Item> {
        self.0.get(*key)
    }
}

#[tracked]
fn by_projection<'a, S>(store: &'a S, key: S::Key<'a>) -> Option<&'a S::Item>
where
    S: Store + ?Sized,
{
    store.get(key)
}

#[tracked]
fn items_of<I>(items: I) -> Vec<I::Item>
where
    I: IntoIterator,
    I::Item: Clone,
{
    items.into_iter().collect()
}

#[tracked]
fn phantom<T>(_: PhantomData<T>) -> usize {
    size_of::<T>()
}

#[test]
fn types_can_be_projections() {
    let names = Names(vec![Plain(3)]);
    assert_eq!(by_projection(&names, &0).unwrap().0, 3);
    assert_eq!(items_of([1, 2]), [1, 2]);
    assert_eq!(phantom(PhantomData::<u64>), 8);
}

#[tracked]
async fn in_async<T, const N: usize>(items: [T; N], f: impl Fn(&T) -> u8) -> u8
where
    T: Send,
{
    std::future::ready(()).await;
    items.iter().map(f).sum()
}

#[test]
fn async_functions_can_be_generic() {
    assert_eq!(
        futures::executor::block_on(in_async([Plain(1), Plain(2)], |p| p.0)),
        3
    );
}

#[test]
fn a_generic_function_is_still_an_ordinary_function_item() {
    let pointer: fn(i32) -> i32 = unbounded::<i32>;
    assert_eq!(pointer(1), 1);
    assert_eq!(size_of_val(&unbounded::<i32>), 0);
    assert_eq!([1, 2].map(unbounded), [1, 2]);
    assert_eq!(Some("a").map(bounded), Some("a"));
}

#[tracked]
fn lifetime_of_static<T: 'static + Send>(value: T) -> Box<dyn std::any::Any + Send> {
    Box::new(value)
}

#[allow(
    non_camel_case_types,
    reason = "a type parameter may hide a primitive type"
)]
#[tracked]
fn same_name_as_a_type_parameter<str: Debug>(str: str) -> String {
    format!("{str:?}")
}

#[allow(
    non_camel_case_types,
    reason = "a type parameter may hide a primitive type"
)]
#[tracked]
fn hides_primitives<u64: Default, usize, bool>(_a: usize, _b: bool) -> u64 {
    u64::default()
}

#[test]
fn parameters_can_have_unusual_names_and_bounds() {
    assert!(lifetime_of_static(1u8).is::<u8>());
    assert_eq!(same_name_as_a_type_parameter(1), "1");
    let zero: i8 = hides_primitives("a", 'b');
    assert_eq!(zero, 0);
}
