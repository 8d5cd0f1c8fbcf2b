//! Methods of traits: defaults, implementations, native `async fn`, operators, and the traits that the records
//! themselves use.

use std::fmt::{self, Debug, Display};
use std::future::Future;
use std::hash::{Hash, Hasher};
use std::ops::{Add, AddAssign, Deref, DerefMut, Index, Neg, Not};
use std::pin::Pin;
use std::str::FromStr;
use std::task::{Context, Poll};

use futures::executor::block_on;
use tracked_core::tracked;

use crate::support::expect;
use crate::suspend;

trait Greet {
    const NAME: &'static str;

    fn name(&self) -> String;

    #[tracked]
    fn greet(&self, greeting: &str) -> String {
        format!("{greeting}, {}", self.name())
    }

    #[tracked]
    fn constant() -> &'static str {
        Self::NAME
    }

    #[tracked]
    fn consumed(self) -> String
    where
        Self: Sized,
    {
        self.name()
    }

    #[tracked]
    fn changed(&mut self, name: &str) -> Result<(), String> {
        Err(format!("{} can't be {name}", self.name()))
    }
}

struct English;
struct Korean<T> {
    _marker: T,
}

impl Greet for English {
    const NAME: &'static str = "english";

    #[tracked]
    fn name(&self) -> String {
        "world".to_owned()
    }
}

impl<T> Greet for Korean<T> {
    const NAME: &'static str = "korean";

    #[tracked]
    fn name(&self) -> String {
        "세계".to_owned()
    }

    #[tracked]
    fn greet(&self, greeting: &str) -> String {
        format!("{greeting} {}", self.name())
    }
}

#[test]
fn default_methods_are_named_after_the_type_that_runs_them() {
    let text = expect(
        &[
            r#"INFO start English::greet(greeting="hello")"#,
            "INFO start English::name()",
            "INFO done English::name() in TIME",
            r#"INFO done English::greet(greeting="hello") in TIME"#,
        ],
        || English.greet("hello"),
    );
    assert_eq!(text, "hello, world");
    let korean = Korean { _marker: 1 };
    let text = expect(
        &[
            r#"INFO start Korean::greet(greeting="안녕")"#,
            "INFO start Korean::name()",
            "INFO done Korean::name() in TIME",
            r#"INFO done Korean::greet(greeting="안녕") in TIME"#,
        ],
        || korean.greet("안녕"),
    );
    assert_eq!(text, "안녕 세계");
    let name = expect(
        &[
            "INFO start Korean::constant()",
            "INFO done Korean::constant() in TIME",
        ],
        Korean::<u8>::constant,
    );
    assert_eq!(name, "korean");
    assert_eq!(korean.consumed(), "세계");
    expect(
        &[
            r#"INFO start English::changed(name="x")"#,
            "INFO start English::name()",
            "INFO done English::name() in TIME",
            r#"ERROR error English::changed(name="x") in TIME: world can't be x"#,
        ],
        || English.changed("x").unwrap_err(),
    );
}

trait Object {
    fn id(&self) -> u32;

    #[tracked]
    fn twice(&self) -> u32 {
        self.id() * 2
    }
}

impl Object for u32 {
    #[tracked]
    fn id(&self) -> u32 {
        *self
    }
}

impl<T: Object + ?Sized> Object for &T {
    #[tracked]
    fn id(&self) -> u32 {
        (**self).id()
    }
}

impl dyn Object {
    #[tracked]
    fn inherent(&self) -> u32 {
        self.twice() + 1
    }
}

impl Object for [u32] {
    #[tracked]
    fn id(&self) -> u32 {
        self.iter().sum()
    }
}

impl Object for str {
    #[tracked]
    fn id(&self) -> u32 {
        self.len() as u32
    }
}

impl<A: Object, B: Object> Object for (A, B) {
    #[tracked]
    fn id(&self) -> u32 {
        self.0.id() + self.1.id()
    }
}

#[test]
fn methods_of_objects_and_types_without_a_path_are_tracked() {
    let object: &dyn Object = &3;
    assert_eq!(object.twice(), 6);
    assert_eq!(object.inherent(), 7);
    assert_eq!((&object).id(), 3);
    assert_eq!([1, 2][..].twice(), 6);
    assert_eq!("ab".twice(), 4);
    assert_eq!((1, 2).twice(), 6);
}

trait Fetch {
    async fn fetch(&self, url: &str) -> Result<String, fmt::Error>;

    #[tracked]
    async fn fetch_twice(&self, url: &str) -> Result<String, fmt::Error> {
        Ok(self.fetch(url).await? + &self.fetch(url).await?)
    }

    fn fetch_later<'a>(&'a self, url: &'a str) -> impl Future<Output = usize> + Send + 'a;

    #[tracked]
    fn lines(&self) -> impl Iterator<Item = u32> {
        0..3
    }
}

struct Web;

impl Fetch for Web {
    #[tracked]
    async fn fetch(&self, url: &str) -> Result<String, fmt::Error> {
        suspend().await;
        if url.is_empty() {
            return Err(fmt::Error);
        }
        Ok(url.to_owned())
    }

    #[tracked]
    async fn fetch_later(&self, url: &str) -> usize {
        suspend().await;
        url.len()
    }
}

struct File;

impl Fetch for File {
    #[tracked]
    fn fetch(&self, url: &str) -> impl Future<Output = Result<String, fmt::Error>> {
        let url = url.to_owned();
        async move {
            suspend().await;
            Ok(url)
        }
    }

    #[tracked]
    fn fetch_later<'a>(&'a self, url: &'a str) -> impl Future<Output = usize> + Send + 'a {
        async move { url.len() }
    }

    #[tracked]
    fn lines(&self) -> impl Iterator<Item = u32> {
        [4].into_iter()
    }
}

#[test]
fn native_async_methods_are_tracked() {
    let text = expect(
        &[
            r#"INFO start Web::fetch_twice(url="u")"#,
            r#"INFO start Web::fetch(url="u")"#,
            r#"INFO done Web::fetch(url="u") in TIME (busy TIME)"#,
            r#"INFO start Web::fetch(url="u")"#,
            r#"INFO done Web::fetch(url="u") in TIME (busy TIME)"#,
            r#"INFO done Web::fetch_twice(url="u") in TIME (busy TIME)"#,
        ],
        || block_on(Web.fetch_twice("u")),
    );
    assert_eq!(text, Ok("uu".to_owned()));
    assert_eq!(block_on(Web.fetch("")), Err(fmt::Error));
    assert_eq!(block_on(Web.fetch_later("abc")), 3);
    let text = expect(
        &[
            r#"INFO start File::fetch(url="u")"#,
            r#"INFO done File::fetch(url="u") in TIME (busy TIME)"#,
        ],
        || block_on(File.fetch("u")),
    );
    assert_eq!(text, Ok("u".to_owned()));
    assert_eq!(block_on(File.fetch_later("abc")), 3);
    assert_eq!(Web.lines().sum::<u32>(), 3);
    assert_eq!(File.lines().sum::<u32>(), 4);
}

#[derive(Clone, Copy)]
struct Meters(i32);

impl Add for Meters {
    type Output = Self;

    #[tracked]
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign<i32> for Meters {
    #[tracked]
    fn add_assign(&mut self, by: i32) {
        self.0 += by;
    }
}

impl Neg for Meters {
    type Output = Self;

    #[tracked]
    fn neg(self) -> Self::Output {
        Self(-self.0)
    }
}

impl Not for &Meters {
    type Output = bool;

    #[tracked]
    fn not(self) -> bool {
        self.0 == 0
    }
}

impl PartialEq for Meters {
    #[tracked]
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Eq for Meters {}

impl PartialOrd for Meters {
    #[tracked]
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Meters {
    #[tracked]
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}

impl Hash for Meters {
    #[tracked]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl Default for Meters {
    #[tracked]
    fn default() -> Self {
        Self(1)
    }
}

impl From<i32> for Meters {
    #[tracked]
    fn from(value: i32) -> Self {
        Self(value)
    }
}

impl TryFrom<&str> for Meters {
    type Error = std::num::ParseIntError;

    #[tracked]
    fn try_from(value: &str) -> Result<Self, Self::Error> {
        value.parse().map(Self)
    }
}

impl FromStr for Meters {
    type Err = String;

    #[tracked]
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = text
            .strip_suffix('m')
            .ok_or_else(|| format!("no unit in {text}"))?;
        Ok(Self(number.parse().map_err(|_| "no number".to_owned())?))
    }
}

#[test]
fn operators_and_conversions_are_tracked() {
    let sum = expect(
        &[
            "INFO start Meters::add(other=Meters)",
            "INFO done Meters::add(other=Meters) in TIME",
        ],
        || Meters(1) + Meters(2),
    );
    assert_eq!(sum.0, 3);
    let mut sum = -sum;
    sum += 1;
    assert_eq!(sum.0, -2);
    assert!(!&Meters(0));
    assert!(Meters(1) == Meters(1) && Meters(1) < Meters(2));
    assert_eq!(Meters(1).max(Meters(2)).0, 2);
    assert_eq!(
        std::collections::HashSet::from([Meters(1), Meters(1)]).len(),
        1
    );
    assert_eq!(Meters::default().0, 1);
    assert_eq!(Meters::from(1).0, 1);
    let meters: Result<Meters, _> = "x".try_into();
    assert!(meters.is_err());
    let error = expect(
        &[
            r#"INFO start Meters::from_str(text="1")"#,
            r#"ERROR error Meters::from_str(text="1") in TIME: no unit in 1"#,
        ],
        || "1".parse::<Meters>().err(),
    );
    assert_eq!(error.unwrap(), "no unit in 1");
    assert_eq!("1m".parse::<Meters>().unwrap().0, 1);
}

struct Countdown(u32);

impl Iterator for Countdown {
    type Item = u32;

    #[tracked]
    fn next(&mut self) -> Option<u32> {
        self.0 = self.0.checked_sub(1)?;
        Some(self.0)
    }

    #[tracked]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.0 as usize, Some(self.0 as usize))
    }
}

impl<'a> IntoIterator for &'a Countdown {
    type Item = u32;
    type IntoIter = std::ops::Range<u32>;

    #[tracked]
    fn into_iter(self) -> Self::IntoIter {
        0..self.0
    }
}

struct Wrapper<T>(Vec<T>);

impl<T> Deref for Wrapper<T> {
    type Target = Vec<T>;

    #[tracked]
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<T> DerefMut for Wrapper<T> {
    #[tracked]
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl<T> Index<&str> for Wrapper<T> {
    type Output = T;

    #[tracked]
    fn index(&self, index: &str) -> &T {
        &self.0[index.len()]
    }
}

#[test]
fn iterators_and_containers_are_tracked() {
    assert_eq!(Countdown(3).collect::<Vec<_>>(), [2, 1, 0]);
    assert_eq!((&Countdown(3)).into_iter().sum::<u32>(), 3);
    let mut wrapper = Wrapper(vec![1]);
    wrapper.push(2);
    assert_eq!(wrapper.len(), 2);
    assert_eq!(wrapper["x"], 2);
}

struct Twice<F> {
    inner: Pin<Box<F>>,
    polls: u32,
}

impl<F: Future> Future for Twice<F> {
    type Output = (u32, F::Output);

    #[tracked]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.polls += 1;
        let polls = self.polls;
        self.inner.as_mut().poll(cx).map(|output| (polls, output))
    }
}

#[test]
fn a_poll_method_is_tracked() {
    let twice = Twice {
        inner: Box::pin(suspend()),
        polls: 0,
    };
    let output = expect(
        &[
            "INFO start Twice::poll(cx={..})",
            "INFO done Twice::poll(cx={..}) in TIME",
            "INFO start Twice::poll(cx={..})",
            "INFO done Twice::poll(cx={..}) in TIME",
        ],
        || block_on(twice),
    );
    assert_eq!(output, (2, ()));
}

struct Watched<'a>(&'a mut Vec<&'static str>);

impl Drop for Watched<'_> {
    #[tracked]
    fn drop(&mut self) {
        self.0.push("dropped");
    }
}

#[test]
fn a_destructor_is_tracked() {
    let mut events = Vec::new();
    expect(
        &[
            "INFO start Watched::drop()",
            "INFO done Watched::drop() in TIME",
        ],
        || {
            drop(Watched(&mut events));
        },
    );
    assert_eq!(events, ["dropped"]);
}

#[derive(PartialEq)]
struct Shown {
    w: usize,
}

impl Shown {
    #[tracked]
    fn width(&self) -> usize {
        self.w
    }

    #[tracked]
    fn grown(self, by: &Self) -> Self {
        Self { w: self.w + by.w }
    }
}

impl Debug for Shown {
    #[tracked]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Shown({})", self.width())
    }
}

impl Display for Shown {
    #[tracked]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.width().to_string())
    }
}

impl std::error::Error for Shown {
    #[tracked]
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        None
    }
}

#[tracked]
fn fails_with(shown: Shown) -> Result<(), Shown> {
    Err(shown)
}

/// A tracked `fmt` cannot recurse, because calls made while a record is formatted are not logged.
#[test]
fn a_fmt_method_is_tracked_only_outside_of_records() {
    let shown = expect(
        &[
            "INFO start Shown::grown(by=Shown(2))",
            "INFO done Shown::grown(by=Shown(2)) in TIME",
        ],
        || Shown { w: 1 }.grown(&Shown { w: 2 }),
    );
    expect(
        &[
            "INFO start fails_with(shown=Shown(3))",
            "ERROR error fails_with(shown=Shown(3)) in TIME: 3",
        ],
        || fails_with(shown).unwrap_err(),
    );
    let text = expect(
        &[
            "INFO start Shown::fmt(f={..})",
            "INFO start Shown::width()",
            "INFO done Shown::width() in TIME",
            "INFO done Shown::fmt(f={..}) in TIME",
        ],
        || format!("{:>3}", Shown { w: 1 }),
    );
    assert_eq!(text, "  1");
}

mod sealed {
    use tracked_core::tracked;

    pub trait Base {
        fn base(&self) -> u32;
    }

    pub trait Extended: Base {
        #[tracked]
        fn extended(&self) -> u32 {
            self.base() + 1
        }
    }

    impl<T: Base + ?Sized> Extended for T {}

    impl Base for u8 {
        #[tracked]
        fn base(&self) -> u32 {
            u32::from(*self)
        }
    }
}

#[test]
fn blanket_implementations_are_tracked() {
    use sealed::Extended;
    assert_eq!(1u8.extended(), 2);
}
