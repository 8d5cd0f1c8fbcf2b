//! Arguments of any type: shown with `Debug` if the type has it, else by the short name of the type, up to the maximum
//! length.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::{self, Debug, Formatter};
use std::future::Future;
use std::ptr;

use futures::executor::block_on;
use tracked_core::tracked;

use crate::support::{expect, records};

struct Opaque(u32);

mod deep {
    pub(super) mod inside {
        pub(in super::super) struct Connection;
    }
}
use deep::inside::Connection;

#[tracked]
fn primitives(a: u8, b: i64, c: f64, d: bool, e: char, f: &str, g: ()) -> bool {
    d && u32::from(a) == e as u32 && b > 0 && c > 0.0 && f.is_empty() && g == ()
}

#[tracked]
fn owned(text: String, list: Vec<u32>, map: BTreeMap<&str, Option<u32>>) -> usize {
    text.len() + list.len() + map.len()
}

#[test]
fn values_are_shown_by_debug() {
    let value = expect(
        &[
            r#"INFO start primitives(a=97, b=1, c=0.5, d=true, e='a', f="", g=())"#,
            r#"INFO done primitives(a=97, b=1, c=0.5, d=true, e='a', f="", g=()) in TIME"#,
        ],
        || primitives(97, 1, 0.5, true, 'a', "", ()),
    );
    assert!(value);
    let len = expect(
        &[
            r#"INFO start owned(text="세계\n", list=[1], map={"a": Some(1)})"#,
            r#"INFO done owned(text="세계\n", list=[1], map={"a": Some(1)}) in TIME"#,
        ],
        || {
            owned(
                "세계\n".to_owned(),
                vec![1],
                BTreeMap::from([("a", Some(1))]),
            )
        },
    );
    assert_eq!(len, 9);
}

#[tracked]
fn without_debug(conn: Connection, opaque: Opaque) -> u32 {
    let Connection = conn;
    opaque.0
}

#[tracked]
fn without_debug_by_reference(conn: &Connection, opaque: &mut Opaque) {
    let Connection = conn;
    opaque.0 += 1;
}

#[tracked]
fn without_debug_inside(
    list: Vec<Opaque>,
    option: Option<Connection>,
    pair: (u32, Opaque),
) -> usize {
    list.len() + usize::from(option.is_some()) + pair.0 as usize
}

#[test]
fn values_without_debug_are_shown_by_type_name() {
    let n = expect(
        &[
            "INFO start without_debug(conn=Connection, opaque=Opaque)",
            "INFO done without_debug(conn=Connection, opaque=Opaque) in TIME",
        ],
        || without_debug(Connection, Opaque(1)),
    );
    assert_eq!(n, 1);
    let mut opaque = Opaque(1);
    expect(
        &[
            "INFO start without_debug_by_reference(conn={..}Connection, opaque={..}Opaque)",
            "INFO done without_debug_by_reference(conn={..}Connection, opaque={..}Opaque) in TIME",
        ],
        || without_debug_by_reference(&Connection, &mut opaque),
    );
    assert_eq!(opaque.0, 2);
    let text = records(|| without_debug_inside(vec![opaque], Some(Connection), (1, Opaque(1))))[0]
        .to_string();
    assert_eq!(
        text,
        "INFO start without_debug_inside(list=Vec<Opaque>, option=Option<Connection>, pair=(u32, Opaque))"
    );
}

#[tracked]
fn unsized_ones(slice: &[u32], text: &str, object: &dyn Debug, boxed: Box<[u8]>) -> usize {
    slice.len() + text.len() + format!("{object:?}").len() + boxed.len()
}

#[tracked]
fn unsized_without_debug(
    slice: &[Opaque],
    object: &dyn Fn(u32) -> u32,
    any: &mut dyn std::any::Any,
) -> usize {
    slice.len() + object(1) as usize + usize::from(any.is::<u8>())
}

#[test]
fn unsized_values_are_shown() {
    let n = expect(
        &[
            r#"INFO start unsized_ones(slice=[1], text="a", object=Some(1), boxed=[2])"#,
            r#"INFO done unsized_ones(slice=[1], text="a", object=Some(1), boxed=[2]) in TIME"#,
        ],
        || unsized_ones(&[1], "a", &Some(1), Box::new([2])),
    );
    assert_eq!(n, 10);
    assert_eq!(unsized_without_debug(&[Opaque(1)], &|x| x, &mut 1u8), 3);
}

#[tracked]
fn closures(
    f: impl Fn(u32) -> u32,
    g: Box<dyn FnOnce() -> u32>,
    h: fn(u32) -> u32,
    i: &mut dyn FnMut(),
) -> u32 {
    i();
    f(1) + g() + h(1)
}

#[tracked]
fn futures_as_values(
    a: impl Future<Output = u32>,
    b: std::pin::Pin<Box<dyn Future<Output = u32>>>,
) -> u32 {
    block_on(a) + block_on(b)
}

#[tracked]
fn raw_pointers(a: *const u32, b: *mut Opaque, c: *const str) -> bool {
    !a.is_null() && b.is_null() && !c.is_null()
}

#[tracked]
fn never_and_empty(
    a: [u8; 0],
    b: Option<std::convert::Infallible>,
    c: std::marker::PhantomData<Opaque>,
) -> usize {
    a.len() + usize::from(b.is_some()) + size_of_val(&c)
}

enum Void {}

#[tracked]
fn uninhabited(void: Void) -> u32 {
    match void {}
}

#[tracked]
fn iterators(items: impl Iterator<Item = u32>, lines: std::str::Lines<'_>) -> usize {
    items.count() + lines.count()
}

#[tracked]
fn generic<T, U: ?Sized, const N: usize>(a: T, b: &U, c: [T; N]) -> (T, usize) {
    (a, size_of_val(b) + c.len())
}

#[test]
fn values_can_have_unusual_types() {
    let mut calls = 0;
    assert_eq!(
        closures(|x| x, Box::new(|| 2), |x| x + 2, &mut || calls += 1),
        6
    );
    assert_eq!(calls, 1);
    assert_eq!(futures_as_values(async { 1 }, Box::pin(async { 2 })), 3);
    assert!(raw_pointers(&1, ptr::null_mut(), "text"));
    assert_eq!(never_and_empty([], None, std::marker::PhantomData), 0);
    let _: fn(Void) -> u32 = uninhabited;
    assert_eq!(iterators([1, 2].into_iter(), "a\nb".lines()), 4);
    assert_eq!(generic(1, "ab", [2]), (1, 3));
}

#[tracked]
fn mutable_references(a: &mut u32, b: &mut Vec<u32>, c: &mut &mut Opaque, d: &mut [u32]) {
    *a += 1;
    b.push(*a);
    c.0 += 1;
    d[0] = 5;
}

#[test]
fn mutable_values_are_shown_as_they_were() {
    let (mut a, mut b, mut c, mut d) = (1, vec![], Opaque(1), [0]);
    expect(
        &[
            "INFO start mutable_references(a=1, b=[], c={..}Opaque, d=[0])",
            "INFO done mutable_references(a={..}, b={..}, c={..}Opaque, d={..}) in TIME",
        ],
        || mutable_references(&mut a, &mut b, &mut &mut c, &mut d),
    );
    assert_eq!((a, b.as_slice(), c.0, d), (2, &[2][..], 2, [5]));
}

struct Huge(usize);

impl Debug for Huge {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for _ in 0..self.0 {
            f.write_str("x")?;
        }
        Ok(())
    }
}

#[tracked]
fn cut(huge: Huge, text: &str, n: u32) -> usize {
    huge.0 + text.len() + n as usize
}

#[test]
fn long_values_are_truncated() {
    let xs = "x".repeat(256);
    let n = expect(
        &[
            &format!("INFO start cut(huge={xs}…, text=\"\", n=1)"),
            &format!("INFO done cut(huge={xs}…, text=\"\", n=1) in TIME"),
        ],
        || cut(Huge(1 << 40), "", 1),
    );
    assert_eq!(n, (1 << 40) + 1);
    let just_fits = records(|| cut(Huge(256), "", 1))[0].to_string();
    assert_eq!(
        just_fits,
        format!("INFO start cut(huge={xs}, text=\"\", n=1)")
    );
    // A truncation never splits a character: after a quote and an `a`, 84 of these make 254 bytes.
    let text = format!("a{}", "가".repeat(200));
    let record = &records(|| cut(Huge(0), &text, 1))[0].text;
    assert!(record.ends_with("가…, n=1)"), "{record}");
    assert!(record.len() < 320, "{record}");
}

#[allow(non_snake_case, reason = "a secret is known in any case")]
#[tracked]
fn secrets(
    user: &str,
    password: &str,
    api_key: Option<&str>,
    AUTH_TOKEN: u32,
    Login { cookie, .. }: Login,
) -> usize {
    user.len() + password.len() + api_key.map_or(0, str::len) + AUTH_TOKEN as usize + cookie.len()
}

struct Login {
    cookie: String,
}

#[test]
fn secrets_are_redacted() {
    let n = expect(
        &[
            r#"INFO start secrets(user="u", password=[redacted], api_key=[redacted], AUTH_TOKEN=[redacted], cookie=[redacted])"#,
            r#"INFO done secrets(user="u", password=[redacted], api_key=[redacted], AUTH_TOKEN=[redacted], cookie=[redacted]) in TIME"#,
        ],
        || {
            secrets(
                "u",
                "p",
                Some("k"),
                1,
                Login {
                    cookie: "c".to_owned(),
                },
            )
        },
    );
    assert_eq!(n, 5);
}

struct Counts<'a>(&'a Cell<u32>);

impl Debug for Counts<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.set(self.0.get() + 1);
        f.write_str("Counts")
    }
}

#[tracked]
fn hidden(password: Counts<'_>) -> u32 {
    password.0.get()
}

#[test]
fn a_secret_is_never_formatted() {
    let looks = Cell::new(0);
    assert_eq!(hidden(Counts(&looks)), 0);
    assert_eq!(looks.get(), 0);
}
