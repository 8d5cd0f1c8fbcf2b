//! Every way to return: last expressions, early returns, `?`, coercions, inference, and functions that never return.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Display;
use std::num::ParseIntError;
use std::panic::catch_unwind;

use tracked_core::tracked;

use crate::support::expect;

#[tracked]
fn nothing() {}

#[tracked]
fn explicit_unit() -> () {}

#[tracked]
fn unit_by_semicolon(list: &mut Vec<i32>) {
    list.push(1);
}

#[tracked]
fn unit_by_tail(list: &mut Vec<i32>) {
    list.clear()
}

#[tracked]
fn unit_by_return(stop: bool, list: &mut Vec<i32>) {
    if stop {
        return;
    }
    list.push(2);
}

#[test]
fn a_function_can_return_nothing() {
    expect(
        &["INFO start nothing()", "INFO done nothing() in TIME"],
        nothing,
    );
    expect(
        &[
            "INFO start explicit_unit()",
            "INFO done explicit_unit() in TIME",
        ],
        explicit_unit,
    );
    let mut list = Vec::new();
    expect(
        &[
            "INFO start unit_by_semicolon(list=[])",
            "INFO done unit_by_semicolon(list={..}) in TIME",
        ],
        || unit_by_semicolon(&mut list),
    );
    assert_eq!(list, [1]);
    unit_by_return(true, &mut list);
    assert_eq!(list, [1]);
    unit_by_return(false, &mut list);
    assert_eq!(list, [1, 2]);
    unit_by_tail(&mut list);
    assert_eq!(list, []);
}

#[tracked]
fn tail(a: i32, b: i32) -> i32 {
    a + b
}

#[rustfmt::skip]
#[tracked]
fn one_line(a: i32) -> i32 { a }

#[tracked]
fn early(a: i32) -> &'static str {
    if a < 0 {
        return "negative";
    }
    for i in 0.. {
        if i * i >= a {
            return if i * i == a { "square" } else { "other" };
        }
    }
    unreachable!()
}

#[tracked]
fn only_return(a: i32) -> i32 {
    return a + 1;
}

#[test]
fn a_function_can_return_early_or_at_its_end() {
    assert_eq!(
        expect(
            &[
                "INFO start tail(a=1, b=2)",
                "INFO done tail(a=1, b=2) in TIME"
            ],
            || tail(1, 2)
        ),
        3
    );
    assert_eq!(one_line(4), 4);
    assert_eq!(
        expect(
            &["INFO start early(a=-1)", "INFO done early(a=-1) in TIME"],
            || early(-1)
        ),
        "negative"
    );
    assert_eq!(early(16), "square");
    assert_eq!(early(17), "other");
    assert_eq!(only_return(1), 2);
}

#[tracked]
fn question_mark(text: &str) -> Result<i32, ParseIntError> {
    let value: i32 = text.trim().parse()?;
    Ok(value + 1)
}

#[tracked]
fn question_mark_converts(text: &str) -> Result<i32, Box<dyn std::error::Error>> {
    if text.is_empty() {
        return Err("empty".into());
    }
    Ok(text.parse::<i32>()?)
}

#[tracked]
fn question_mark_on_option(list: &[i32]) -> Option<i32> {
    let first = list.first()?;
    let last = list.last()?;
    Some(first + last)
}

#[test]
fn question_marks_leave_the_function() {
    assert_eq!(
        expect(
            &[
                r#"INFO start question_mark(text=" 1 ")"#,
                r#"INFO done question_mark(text=" 1 ") in TIME"#,
            ],
            || question_mark(" 1 "),
        ),
        Ok(2)
    );
    let failed = expect(
        &[
            r#"INFO start question_mark(text="one")"#,
            r#"ERROR error question_mark(text="one") in TIME: invalid digit found in string"#,
        ],
        || question_mark("one"),
    );
    assert_eq!(failed, "one".parse::<i32>().map_err(|e| e));
    assert_eq!(question_mark_converts("1").unwrap(), 1);
    expect(
        &[
            r#"INFO start question_mark_converts(text="")"#,
            r#"ERROR error question_mark_converts(text="") in TIME: empty"#,
        ],
        || question_mark_converts("").unwrap_err(),
    );
    // `None` is not a failure unless `err_if` says so.
    assert_eq!(
        expect(
            &[
                "INFO start question_mark_on_option(list=[])",
                "INFO done question_mark_on_option(list=[]) in TIME",
            ],
            || question_mark_on_option(&[]),
        ),
        None
    );
    assert_eq!(question_mark_on_option(&[1, 2]), Some(3));
}

trait Shape {
    fn area(&self) -> i32;
}

struct Square(i32);
struct Line;

impl Shape for Square {
    fn area(&self) -> i32 {
        self.0 * self.0
    }
}

impl Shape for Line {
    fn area(&self) -> i32 {
        0
    }
}

#[tracked]
fn boxed(side: i32) -> Box<dyn Shape> {
    if side == 0 {
        return Box::new(Line);
    }
    Box::new(Square(side))
}

#[tracked]
fn boxed_in_ok(side: i32) -> Result<Box<dyn Shape>, String> {
    match side {
        0 => return Ok(Box::new(Line)),
        1.. => {}
        _ => return Err(format!("{side} is negative")),
    }
    Ok(Box::new(Square(side)))
}

#[tracked]
fn boxed_in_some(side: i32) -> Option<Box<dyn Shape + Send>> {
    if side < 0 {
        return None;
    }
    if side == 0 {
        return Some(Box::new(Line));
    }
    Some(Box::new(Square(side)))
}

#[tracked]
fn dyn_error(text: &str) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    if text.is_empty() {
        return Err(Box::new(std::fmt::Error));
    }
    text.parse::<f32>()?;
    Err(Box::new(std::io::Error::other("never right")))
}

#[test]
fn values_are_coerced_to_trait_objects() {
    assert_eq!(boxed(0).area(), 0);
    assert_eq!(boxed(3).area(), 9);
    for (side, area) in [(0, Some(0)), (3, Some(9)), (-1, None)] {
        assert_eq!(boxed_in_ok(side).ok().map(|shape| shape.area()), area);
        assert_eq!(boxed_in_some(side).map(|shape| shape.area()), area);
    }
    expect(
        &[
            "INFO start boxed_in_ok(side=-1)",
            "ERROR error boxed_in_ok(side=-1) in TIME: -1 is negative",
        ],
        || boxed_in_ok(-1).is_err(),
    );
    assert!(dyn_error("").unwrap_err().is::<std::fmt::Error>());
    assert!(
        dyn_error("x")
            .unwrap_err()
            .is::<std::num::ParseFloatError>()
    );
    assert!(dyn_error("1").unwrap_err().is::<std::io::Error>());
}

#[tracked]
fn slice_from_array() -> &'static [i32] {
    &[1, 2, 3]
}

#[tracked]
fn boxed_slice(list: [i32; 2]) -> Box<[i32]> {
    Box::new(list)
}

#[tracked]
fn shared_from_mutable(list: &mut Vec<i32>) -> &[i32] {
    list.push(1);
    list
}

#[tracked]
fn str_from_string(text: &String) -> &str {
    text
}

#[tracked]
fn function_pointer(double: bool) -> fn(i32) -> i32 {
    if double {
        return |x| 2 * x;
    }
    std::convert::identity
}

#[tracked]
fn mutable_as_pointer(value: &mut i32) -> *const i32 {
    value
}

#[test]
fn values_are_coerced_to_other_types() {
    assert_eq!(slice_from_array(), [1, 2, 3]);
    assert_eq!(*boxed_slice([1, 2]), [1, 2]);
    assert_eq!(shared_from_mutable(&mut Vec::new()), [1]);
    assert_eq!(str_from_string(&"text".to_owned()), "text");
    assert_eq!(function_pointer(true)(2), 4);
    assert_eq!(function_pointer(false)(2), 2);
    let mut value = 1;
    let there = &raw const value;
    assert_eq!(mutable_as_pointer(&mut value), there);
}

#[tracked]
fn collected(text: &str) -> HashSet<char> {
    text.chars().collect()
}

#[tracked]
fn collected_into_result(list: &[&str]) -> Result<Vec<u8>, ParseIntError> {
    list.iter().map(|item| item.parse()).collect()
}

#[tracked]
fn defaulted() -> (u8, String, Option<BTreeMap<u8, u8>>) {
    Default::default()
}

#[tracked]
fn converted(text: &str) -> String {
    text.into()
}

#[tracked]
fn parsed<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

#[tracked]
fn literal() -> u8 {
    255
}

#[tracked]
fn empty_list() -> Vec<u8> {
    vec![]
}

#[tracked]
fn none_of_what() -> Option<u8> {
    None
}

#[tracked]
fn summed(list: &[f32]) -> f32 {
    list.iter().sum()
}

#[test]
fn types_are_inferred_from_the_return_type() {
    assert_eq!(collected("aba").len(), 2);
    assert_eq!(collected_into_result(&["1", "2"]), Ok(vec![1, 2]));
    assert!(collected_into_result(&["1", "x"]).is_err());
    assert_eq!(defaulted(), (0, String::new(), None));
    assert_eq!(converted("a"), "a");
    assert_eq!(parsed::<u8>("1"), Some(1));
    assert_eq!(literal(), 255);
    assert!(empty_list().is_empty());
    assert_eq!(none_of_what(), None);
    assert!((summed(&[1.0, 2.0]) - 3.0).abs() < f32::EPSILON);
}

#[tracked]
fn adder(by: i32) -> Box<dyn Fn(i32) -> i32> {
    Box::new(move |x| x + by)
}

#[tracked]
fn adder_by_impl(by: i32) -> impl Fn(i32) -> i32 {
    move |x| x + by
}

#[tracked]
fn counter() -> impl FnMut() -> i32 {
    let mut n = 0;
    move || {
        n += 1;
        n
    }
}

#[tracked]
fn borrowing_closure<'a>(list: &'a mut Vec<i32>) -> impl FnMut(i32) + 'a {
    |x| list.push(x)
}

#[tracked]
fn closure_returning_closure(a: i32) -> impl Fn(i32) -> Box<dyn Fn(i32) -> i32> {
    move |b| Box::new(move |c| a + b + c)
}

#[test]
fn closures_can_be_returned() {
    assert_eq!(
        expect(
            &["INFO start adder(by=1)", "INFO done adder(by=1) in TIME"],
            || adder(1)
        )(2),
        3
    );
    assert_eq!(adder_by_impl(1)(2), 3);
    let mut count = counter();
    assert_eq!((count(), count()), (1, 2));
    let mut list = Vec::new();
    borrowing_closure(&mut list)(3);
    assert_eq!(list, [3]);
    assert_eq!(closure_returning_closure(1)(2)(3), 6);
}

#[tracked]
fn never_panics(why: &str) -> ! {
    panic!("{why}")
}

#[tracked]
fn never_loops(list: &mut Vec<i32>) -> ! {
    loop {
        list.push(1);
        assert!(list.len() < 3, "enough");
    }
}

#[tracked]
fn never_by_another(why: &str) -> ! {
    never_panics(why)
}

#[tracked]
fn never_with_semicolon(why: &str) -> ! {
    never_panics(why);
}

#[tracked]
fn diverges_in_a_value(why: Option<&str>) -> i32 {
    let Some(why) = why else { return 1 };
    never_panics(why)
}

#[test]
fn a_function_can_return_never() {
    let payload = expect(
        &[
            r#"INFO start never_panics(why="boom")"#,
            r#"ERROR panic never_panics(why="boom") in TIME: boom"#,
        ],
        || catch_unwind(|| never_panics("boom")).unwrap_err(),
    );
    assert_eq!(payload.downcast_ref::<String>().unwrap(), "boom");
    let payload = catch_unwind(|| never_loops(&mut Vec::new())).unwrap_err();
    assert_eq!(payload.downcast_ref::<&str>().unwrap(), &"enough");
    for f in [never_by_another, never_with_semicolon] {
        let payload = catch_unwind(move || f("boom")).unwrap_err();
        assert_eq!(payload.downcast_ref::<String>().unwrap(), "boom");
    }
    assert_eq!(diverges_in_a_value(None), 1);
    assert!(catch_unwind(|| diverges_in_a_value(Some("boom"))).is_err());
}

#[tracked]
fn labelled(grid: &[Vec<i32>], wanted: i32) -> Option<(usize, usize)> {
    let found = 'search: {
        for (y, row) in grid.iter().enumerate() {
            for (x, &cell) in row.iter().enumerate() {
                if cell == wanted {
                    break 'search Some((x, y));
                }
            }
        }
        None
    };
    found.map(|(x, y)| (x + 1, y + 1))
}

#[tracked]
fn all_arms_return(a: Option<i32>) -> i32 {
    match a {
        Some(a) => return a,
        None => return 0,
    }
}

#[tracked]
fn loop_with_value(mut a: i32) -> i32 {
    loop {
        a += 1;
        if a % 7 == 0 {
            break a;
        }
    }
}

#[tracked]
fn return_inside_a_closure(list: &[i32]) -> i32 {
    let sign = |x: &i32| -> i32 {
        if *x < 0 {
            return -1;
        }
        1
    };
    list.iter().map(sign).sum()
}

#[test]
fn control_flow_does_not_change() {
    let grid = [vec![1, 2], vec![3]];
    assert_eq!(labelled(&grid, 3), Some((1, 2)));
    assert_eq!(labelled(&grid, 4), None);
    assert_eq!(all_arms_return(Some(1)), 1);
    assert_eq!(all_arms_return(None), 0);
    assert_eq!(loop_with_value(8), 14);
    assert_eq!(return_inside_a_closure(&[-1, -2, 3]), -1);
}

type Outcome<T = ()> = Result<T, std::io::Error>;

mod house {
    pub(super) type Done<T> = std::result::Result<T, String>;
    pub(super) struct Result(pub(super) i32);
}

#[tracked]
fn alias(fail: bool) -> Outcome {
    if fail {
        Err(std::io::Error::other("disk"))
    } else {
        Ok(())
    }
}

#[tracked]
fn alias_by_another_name(fail: bool) -> house::Done<i32> {
    if fail { Err("disk".to_owned()) } else { Ok(1) }
}

/// Not a failure: only the name of the type is the same.
#[tracked]
fn result_by_name_only() -> house::Result {
    house::Result(1)
}

#[tracked]
fn nested_result(level: u8) -> Result<Result<u8, String>, String> {
    match level {
        0 => Ok(Ok(0)),
        1 => Ok(Err("inner".to_owned())),
        _ => Err("outer".to_owned()),
    }
}

#[tracked]
fn through_an_associated_type<T: std::str::FromStr>(text: &str) -> <Text as Parse<T>>::Out {
    Text(text.to_owned()).parse_as()
}

struct Text(String);

trait Parse<T> {
    type Out;
    fn parse_as(self) -> Self::Out;
}

impl<T: std::str::FromStr> Parse<T> for Text {
    type Out = Result<T, String>;
    fn parse_as(self) -> Self::Out {
        self.0.parse().map_err(|_| format!("{} is none", self.0))
    }
}

#[test]
fn a_failure_is_decided_by_the_type_not_by_its_name() {
    expect(
        &[
            "INFO start alias(fail=true)",
            "ERROR error alias(fail=true) in TIME: disk",
        ],
        || alias(true).unwrap_err(),
    );
    expect(
        &[
            "INFO start alias(fail=false)",
            "INFO done alias(fail=false) in TIME",
        ],
        || alias(false).unwrap(),
    );
    expect(
        &[
            "INFO start alias_by_another_name(fail=true)",
            "ERROR error alias_by_another_name(fail=true) in TIME: disk",
        ],
        || alias_by_another_name(true).unwrap_err(),
    );
    assert_eq!(alias_by_another_name(false), Ok(1));
    let value = expect(
        &[
            "INFO start result_by_name_only()",
            "INFO done result_by_name_only() in TIME",
        ],
        result_by_name_only,
    );
    assert_eq!(value.0, 1);
    assert_eq!(
        expect(
            &[
                "INFO start nested_result(level=1)",
                "INFO done nested_result(level=1) in TIME"
            ],
            || { nested_result(1) }
        ),
        Ok(Err("inner".to_owned()))
    );
    expect(
        &[
            "INFO start nested_result(level=2)",
            "ERROR error nested_result(level=2) in TIME: outer",
        ],
        || nested_result(2).unwrap_err(),
    );
    expect(
        &[
            r#"INFO start through_an_associated_type(text="x")"#,
            r#"ERROR error through_an_associated_type(text="x") in TIME: x is none"#,
        ],
        || through_an_associated_type::<u8>("x").unwrap_err(),
    );
}

#[tracked]
fn displayed(value: &(dyn Display + '_)) -> String {
    let mut text = value.to_string();
    text.push('.');
    text
}

#[tracked]
fn tuple_of_much() -> (i32, &'static str, [u8; 2], Box<dyn Display>, Option<()>) {
    (1, "a", [1, 2], Box::new(3), Some(()))
}

#[test]
fn unusual_types_can_be_returned() {
    assert_eq!(displayed(&1), "1.");
    let (a, b, c, d, e) = tuple_of_much();
    assert_eq!(
        (a, b, c, d.to_string().as_str(), e),
        (1, "a", [1, 2], "3", Some(()))
    );
}

#[tracked(ret)]
fn never_with_ret(n: u8) -> ! {
    panic!("{n}")
}

#[tracked(ret)]
async fn never_with_ret_async(n: u8) -> ! {
    panic!("{n}")
}

#[tracked(done = "{ret}", err_if = |_| true)]
fn never_with_err_if(n: u8) -> ! {
    panic!("{n}")
}

#[test]
fn a_function_without_a_value_may_have_ret() {
    for function in [never_with_ret as fn(u8) -> !, never_with_err_if] {
        assert!(catch_unwind(|| function(1)).is_err());
    }
    assert!(catch_unwind(|| futures::executor::block_on(never_with_ret_async(1))).is_err());
}
