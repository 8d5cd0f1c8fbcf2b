//! Every pattern that a parameter can have: each binding is an argument of the record, and the body sees the same
//! bindings.

use std::convert::Infallible;

use tracked_core::tracked;

use crate::support::expect;

#[derive(Debug)]
struct Point {
    x: i32,
    y: i32,
}

#[derive(Debug)]
struct Segment {
    from: Point,
    to: Point,
}

#[derive(Debug)]
struct Pair(String, String);

#[derive(Debug)]
struct Marker;

enum Only {
    This(i32),
}

#[tracked]
fn tuple((a, b): (i32, i32)) -> i32 {
    a + b
}

#[test]
fn tuples_are_arguments_by_part() {
    let sum = expect(
        &[
            "INFO start tuple(a=1, b=2)",
            "INFO done tuple(a=1, b=2) in TIME",
        ],
        || tuple((1, 2)),
    );
    assert_eq!(sum, 3);
}

#[tracked]
fn nested_tuple((a, (b, c)): (i32, (i32, i32)), d: i32) -> i32 {
    a * 1000 + b * 100 + c * 10 + d
}

#[tracked]
fn rest_of_tuple((first, .., last): (i32, &str, f32, i32)) -> i32 {
    first - last
}

#[test]
fn tuples_can_be_nested_and_have_rests() {
    assert_eq!(
        expect(
            &[
                "INFO start nested_tuple(a=1, b=2, c=3, d=4)",
                "INFO done nested_tuple(a=1, b=2, c=3, d=4) in TIME",
            ],
            || nested_tuple((1, (2, 3)), 4),
        ),
        1234
    );
    assert_eq!(
        expect(
            &[
                "INFO start rest_of_tuple(first=5, last=3)",
                "INFO done rest_of_tuple(first=5, last=3) in TIME",
            ],
            || rest_of_tuple((5, "between", 0.5, 3)),
        ),
        2
    );
}

#[tracked]
fn fields(Point { x, y }: Point) -> i32 {
    x * y
}

#[tracked]
fn renamed_field(Point { x: width, .. }: Point) -> i32 {
    width
}

#[tracked]
fn nested_fields(
    Segment {
        from: Point { x: left, y: _ },
        to: Point { x: right, .. },
    }: Segment,
) -> i32 {
    right - left
}

#[tracked]
fn by_index(
    Pair {
        0: first,
        1: second,
    }: Pair,
) -> String {
    first + &second
}

#[test]
fn structs_are_arguments_by_field() {
    assert_eq!(
        expect(
            &[
                "INFO start fields(x=2, y=3)",
                "INFO done fields(x=2, y=3) in TIME"
            ],
            || fields(Point { x: 2, y: 3 }),
        ),
        6
    );
    assert_eq!(
        expect(
            &[
                "INFO start renamed_field(width=2)",
                "INFO done renamed_field(width=2) in TIME"
            ],
            || renamed_field(Point { x: 2, y: 3 }),
        ),
        2
    );
    let segment = Segment {
        from: Point { x: 1, y: 0 },
        to: Point { x: 9, y: 0 },
    };
    assert_eq!(
        expect(
            &[
                "INFO start nested_fields(left=1, right=9)",
                "INFO done nested_fields(left=1, right=9) in TIME",
            ],
            || nested_fields(segment),
        ),
        8
    );
    assert_eq!(
        expect(
            &[
                r#"INFO start by_index(first="a", second="b")"#,
                r#"INFO done by_index(first="a", second="b") in TIME"#,
            ],
            || by_index(Pair("a".to_owned(), "b".to_owned())),
        ),
        "ab"
    );
}

#[tracked]
fn tuple_struct(Pair(first, _): Pair) -> String {
    first
}

#[tracked]
fn only_variant(Only::This(value): Only) -> i32 {
    value
}

#[test]
fn tuple_structs_and_variants_are_arguments_by_part() {
    assert_eq!(
        expect(
            &[
                r#"INFO start tuple_struct(first="a")"#,
                r#"INFO done tuple_struct(first="a") in TIME"#,
            ],
            || tuple_struct(Pair("a".to_owned(), "b".to_owned())),
        ),
        "a"
    );
    assert_eq!(
        expect(
            &[
                "INFO start only_variant(value=7)",
                "INFO done only_variant(value=7) in TIME"
            ],
            || only_variant(Only::This(7)),
        ),
        7
    );
}

impl Point {
    #[tracked]
    fn add(Self { x, y }: Self, Self { x: dx, y: dy }: &Self) -> Self {
        Self {
            x: x + dx,
            y: y + dy,
        }
    }
}

impl Pair {
    #[tracked]
    fn join(Self(first, second): &Self) -> String {
        format!("{first}{second}")
    }
}

#[test]
fn a_pattern_can_contain_self() {
    let point = expect(
        &[
            "INFO start Point::add(x=1, y=2, dx=10, dy=20)",
            "INFO done Point::add(x=1, y=2, dx=10, dy=20) in TIME",
        ],
        || Point::add(Point { x: 1, y: 2 }, &Point { x: 10, y: 20 }),
    );
    assert_eq!((point.x, point.y), (11, 22));
    let joined = expect(
        &[
            r#"INFO start Pair::join(first="a", second="b")"#,
            r#"INFO done Pair::join(first="a", second="b") in TIME"#,
        ],
        || Pair::join(&Pair("a".to_owned(), "b".to_owned())),
    );
    assert_eq!(joined, "ab");
}

#[tracked]
fn array([a, b]: [u8; 2]) -> u8 {
    a + b
}

#[tracked]
fn ends([first, .., last]: [u8; 4]) -> (u8, u8) {
    (first, last)
}

#[tracked]
fn head_and_tail([head, tail @ ..]: &[u8; 3]) -> usize {
    usize::from(*head) + tail.len()
}

#[test]
fn slices_are_arguments_by_part() {
    assert_eq!(
        expect(
            &[
                "INFO start array(a=1, b=2)",
                "INFO done array(a=1, b=2) in TIME"
            ],
            || array([1, 2])
        ),
        3
    );
    assert_eq!(
        expect(
            &[
                "INFO start ends(first=1, last=4)",
                "INFO done ends(first=1, last=4) in TIME"
            ],
            || ends([1, 2, 3, 4]),
        ),
        (1, 4)
    );
    assert_eq!(
        expect(
            &[
                "INFO start head_and_tail(head=1, tail=[2, 3])",
                "INFO done head_and_tail(head=1, tail=[2, 3]) in TIME",
            ],
            || head_and_tail(&[1, 2, 3]),
        ),
        3
    );
}

#[tracked]
fn whole_and_parts(whole @ (a, _): (i32, i32)) -> i32 {
    whole.0 + whole.1 + a
}

#[tracked]
fn mutable_whole(mut whole @ [a, ..]: [i32; 2]) -> [i32; 2] {
    whole[1] += a;
    whole
}

#[test]
fn a_binding_can_have_a_subpattern() {
    assert_eq!(
        expect(
            &[
                "INFO start whole_and_parts(whole=(1, 2), a=1)",
                "INFO done whole_and_parts(whole=(1, 2), a=1) in TIME",
            ],
            || whole_and_parts((1, 2)),
        ),
        4
    );
    assert_eq!(
        expect(
            &[
                "INFO start mutable_whole(whole=[1, 2], a=1)",
                "INFO done mutable_whole({..}) in TIME"
            ],
            || mutable_whole([1, 2]),
        ),
        [1, 3]
    );
}

#[tracked]
fn ignored(_: i32, _: String, a: i32) -> i32 {
    a
}

#[tracked]
fn named_but_unused(_a: i32, _b: String) {}

#[tracked]
fn all_ignored((_, _): (i32, i32)) {}

#[test]
fn wildcards_are_not_arguments() {
    assert_eq!(
        expect(
            &["INFO start ignored(a=3)", "INFO done ignored(a=3) in TIME"],
            || { ignored(1, "two".to_owned(), 3) }
        ),
        3
    );
    expect(
        &[
            r#"INFO start named_but_unused(_a=1, _b="b")"#,
            r#"INFO done named_but_unused(_a=1, _b="b") in TIME"#,
        ],
        || named_but_unused(1, "b".to_owned()),
    );
    expect(
        &[
            "INFO start all_ignored()",
            "INFO done all_ignored() in TIME",
        ],
        || all_ignored((1, 2)),
    );
}

#[tracked]
fn by_reference(&a: &i32, &(b, ref c): &(i32, String)) -> String {
    format!("{a}{b}{c}")
}

#[tracked]
fn by_mutable_reference(&mut (ref mut a, b): &mut (i32, i32)) {
    *a += b;
}

#[tracked]
fn by_default_binding(Pair(first, second): &mut Pair) {
    std::mem::swap(first, second);
}

#[test]
fn patterns_can_contain_references() {
    assert_eq!(
        expect(
            &[
                r#"INFO start by_reference(a=1, b=2, c="3")"#,
                r#"INFO done by_reference(a=1, b=2, c="3") in TIME"#,
            ],
            || by_reference(&1, &(2, "3".to_owned())),
        ),
        "123"
    );
    let mut pair = (1, 2);
    expect(
        &[
            "INFO start by_mutable_reference(a=1, b=2)",
            "INFO done by_mutable_reference({..}) in TIME",
        ],
        || by_mutable_reference(&mut pair),
    );
    assert_eq!(pair, (3, 2));

    let mut pair = Pair("a".to_owned(), "b".to_owned());
    expect(
        &[
            r#"INFO start by_default_binding(first="a", second="b")"#,
            "INFO done by_default_binding({..}) in TIME",
        ],
        || by_default_binding(&mut pair),
    );
    assert_eq!(pair.0, "b");
}

#[tracked]
fn mutable(mut a: i32, (mut b, ref c): (i32, String)) -> String {
    a += 1;
    b += 1;
    format!("{a}{b}{c}")
}

#[tracked]
fn by_ref(ref a: String, ref mut b: Vec<i32>) -> usize {
    b.push(1);
    a.len() + b.len()
}

#[test]
fn bindings_can_be_mut_and_ref() {
    assert_eq!(
        expect(
            &[
                r#"INFO start mutable(a=1, b=2, c="3")"#,
                "INFO done mutable({..}) in TIME"
            ],
            || mutable(1, (2, "3".to_owned())),
        ),
        "233"
    );
    assert_eq!(
        expect(
            &[
                r#"INFO start by_ref(a="four", b=[])"#,
                "INFO done by_ref({..}) in TIME"
            ],
            || by_ref("four".to_owned(), Vec::new()),
        ),
        5
    );
}

#[tracked]
fn either((Ok(value) | Err(value)): Result<i32, i32>) -> i32 {
    value
}

#[tracked]
fn infallible(Ok(value): Result<i32, Infallible>) -> i32 {
    value
}

#[test]
fn alternatives_bind_one_argument() {
    assert_eq!(
        expect(
            &[
                "INFO start either(value=1)",
                "INFO done either(value=1) in TIME"
            ],
            || either(Err(1))
        ),
        1
    );
    assert_eq!(
        expect(
            &[
                "INFO start infallible(value=1)",
                "INFO done infallible(value=1) in TIME"
            ],
            || infallible(Ok(1)),
        ),
        1
    );
}

#[allow(unused_parens, reason = "a pattern too")]
#[tracked]
fn parenthesised((a): i32, ((b)): i32) -> i32 {
    a + b
}

#[tracked]
fn unit((): (), a: i32) -> i32 {
    a
}

/// `Marker` looks like a binding but is a constant, because its type has the same name.
#[tracked]
fn unit_struct(Marker: Marker, a: i32) -> i32 {
    a
}

macro_rules! both {
    ($a:ident, $b:ident) => {
        ($a, $b)
    };
}

/// The bindings of a macro are not known before it is expanded.
#[tracked]
fn made_by_a_macro(both!(a, b): (i32, i32)) -> i32 {
    a + b
}

#[test]
fn parentheses_macros_and_constants_add_no_binding() {
    assert_eq!(
        expect(
            &[
                "INFO start parenthesised(a=1, b=2)",
                "INFO done parenthesised(a=1, b=2) in TIME"
            ],
            || parenthesised(1, 2),
        ),
        3
    );
    assert_eq!(
        expect(
            &["INFO start unit(a=1)", "INFO done unit(a=1) in TIME"],
            || unit((), 1)
        ),
        1
    );
    assert_eq!(
        expect(
            &[
                "INFO start unit_struct({..}a=1)",
                "INFO done unit_struct({..}a=1) in TIME"
            ],
            || { unit_struct(Marker, 1) }
        ),
        1
    );
    assert_eq!(
        expect(
            &[
                "INFO start made_by_a_macro({..})",
                "INFO done made_by_a_macro({..}) in TIME"
            ],
            || { made_by_a_macro((1, 2)) }
        ),
        3
    );
}

#[tracked]
fn raw(r#type: &str, r#fn: i32, Keyword { r#match }: Keyword) -> i32 {
    let _ = r#type;
    r#fn + r#match
}

struct Keyword {
    r#match: i32,
}

#[test]
fn raw_identifiers_are_shown_without_prefix() {
    let sum = expect(
        &[
            r#"INFO start raw(type="t", fn=1, match=2)"#,
            r#"INFO done raw(type="t", fn=1, match=2) in TIME"#,
        ],
        || raw("t", 1, Keyword { r#match: 2 }),
    );
    assert_eq!(sum, 3);
}

#[tracked]
async fn in_async(
    (a, mut b): (i32, Vec<i32>),
    Point { x, .. }: Point,
    _: String,
    [c, ..]: [i32; 2],
) -> i32 {
    b.push(a);
    std::future::ready(()).await;
    i32::try_from(b.len()).unwrap() + x + c
}

#[test]
fn async_functions_can_have_patterns() {
    let sum = expect(
        &[
            "INFO start in_async(a=1, b=[], x=2, c=3)",
            "INFO done in_async(a=1, {..}, x=2, c=3) in TIME",
        ],
        || {
            let future = in_async((1, Vec::new()), Point { x: 2, y: 0 }, String::new(), [3, 4]);
            futures::executor::block_on(future)
        },
    );
    assert_eq!(sum, 6);
}

#[tracked]
fn variant_in_alternatives((None | Some(_)): Option<u8>) {}

#[tracked]
fn variant_beside_a_binding((n @ Some(_) | n @ None): Option<u8>) -> Option<u8> {
    n
}

/// A binding that has the name of its type, which looks like a unit struct.
#[allow(non_snake_case, reason = "the type has the same name")]
#[tracked]
fn named_like_its_type(Point: Point, u8: u8) -> i32 {
    Point.x + i32::from(u8)
}

#[tracked]
async fn unit_struct_in_a_future(Marker: Marker, n: u8) -> u8 {
    n
}

/// A name in a pattern is taken for a binding, unless its type or another alternative says that it is none.
#[tracked]
fn unit_struct_in_a_tuple((Marker, n): (Marker, u8)) -> u8 {
    n
}

#[test]
fn a_constant_in_a_pattern_is_no_argument() {
    expect(
        &[
            "INFO start variant_in_alternatives()",
            "INFO done variant_in_alternatives() in TIME",
        ],
        || variant_in_alternatives(Some(1)),
    );
    expect(
        &[
            "INFO start variant_beside_a_binding(n=Some(1))",
            "INFO done variant_beside_a_binding(n=Some(1)) in TIME",
        ],
        || variant_beside_a_binding(Some(1)),
    );
    let sum = expect(
        &[
            "INFO start named_like_its_type(u8=1)",
            "INFO done named_like_its_type(u8=1) in TIME",
        ],
        || named_like_its_type(Point { x: 1, y: 2 }, 1),
    );
    assert_eq!(sum, 2);
    let future = unit_struct_in_a_future(Marker, 1);
    expect(
        &[
            "INFO start unit_struct_in_a_future(n=1)",
            "INFO done unit_struct_in_a_future(n=1) in TIME",
        ],
        || futures::executor::block_on(future),
    );
    expect(
        &[
            "INFO start unit_struct_in_a_tuple(Marker=Marker, n=1)",
            "INFO done unit_struct_in_a_tuple(Marker=Marker, n=1) in TIME",
        ],
        || unit_struct_in_a_tuple((Marker, 1)),
    );
}
