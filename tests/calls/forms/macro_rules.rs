//! Functions made by `macro_rules!`: hygiene, fragments in every position, and the attribute itself as an argument.

use std::future::Future;
use std::pin::Pin;

use futures::executor::block_on;
use tracked_core::tracked;

use crate::support::expect;
use crate::suspend;

macro_rules! with_block {
    ($name:ident($($arg:ident: $ty:ty),*) -> $ret:ty, $body:block) => {
        #[tracked]
        fn $name($($arg: $ty),*) -> $ret $body
    };
}

with_block!(doubled(n: u32) -> u32, { n * 2 });
with_block!(parsed(text: &str) -> Result<u32, std::num::ParseIntError>, {
    let n = text.parse::<u32>()?;
    Ok(n)
});
with_block!(counted(a: impl Iterator<Item = u8>, b: &mut Vec<u8>) -> impl Fn() -> usize, {
    b.extend(a);
    let len = b.len();
    move || len
});
with_block!(later(n: u32) -> impl Future<Output = u32> + Send, {
    let n = n + 1;
    async move {
        suspend().await;
        n
    }
});
with_block!(boxed_later(n: u32) -> Pin<Box<dyn Future<Output = u32> + Send>>, {
    Box::pin(async move {
        suspend().await;
        n
    })
});
with_block!(never(why: &str) -> !, { panic!("{why}") });
with_block!(place_in_panic() -> (), {});

#[test]
fn bodies_as_blocks() {
    assert_eq!(
        expect(
            &["INFO start doubled(n=2)", "INFO done doubled(n=2) in TIME"],
            || doubled(2)
        ),
        4
    );
    expect(
        &[
            r#"INFO start parsed(text="x")"#,
            r#"ERROR error parsed(text="x") in TIME: invalid digit found in string"#,
        ],
        || parsed("x").unwrap_err(),
    );
    assert_eq!(counted([1, 2].into_iter(), &mut vec![3])(), 3);
    assert_eq!(
        expect(
            &[
                "INFO start later(n=1)",
                "INFO done later(n=1) in TIME (busy TIME)"
            ],
            || { block_on(later(1)) }
        ),
        2
    );
    assert_eq!(
        expect(
            &[
                "INFO start boxed_later(n=1)",
                "INFO done boxed_later(n=1) in TIME (busy TIME)"
            ],
            || { block_on(boxed_later(1)) }
        ),
        1
    );
    assert!(std::panic::catch_unwind(|| never("boom")).is_err());
    place_in_panic();
}

macro_rules! with_async_block {
    ($(#[$meta:meta])* $vis:vis $name:ident<$lt:lifetime>($arg:ident: $ty:ty) -> $ret:ty $body:block) => {
        $(#[$meta])*
        #[tracked]
        $vis async fn $name<$lt>($arg: &$lt $ty) -> $ret $body
    };
}

with_async_block!(
    /// With a comment.
    #[inline]
    pub(crate) length<'a>(text: str) -> &'a str {
        suspend().await;
        text
    }
);
with_async_block!(private_length<'b>(text: String) -> Result<usize, String> {
    if text.is_empty() {
        return Err(text.clone());
    }
    Ok(text.len())
});

#[test]
fn async_bodies_as_blocks() {
    let text = expect(
        &[
            r#"INFO start length(text="a")"#,
            r#"INFO done length(text="a") in TIME (busy TIME)"#,
        ],
        || block_on(length("a")),
    );
    assert_eq!(text, "a");
    assert_eq!(block_on(private_length(&"ab".to_owned())), Ok(2));
}

/// The macro's own `value` and `sum` are other variables than the caller's.
macro_rules! hygienic {
    ($name:ident, $arg:ident, $body:expr) => {
        #[tracked]
        fn $name(value: u32, $arg: u32) -> u32 {
            let sum = value + 1;
            let given = $body;
            sum * 100 + given
        }
    };
}

hygienic!(same_names, value, {
    let sum = value + 5;
    sum
});
hygienic!(other_names, other, other * 2);

#[test]
fn names_of_the_macro_and_of_its_caller_stay_apart() {
    let value = expect(
        &[
            "INFO start same_names(value=1, value=2)",
            "INFO done same_names(value=1, value=2) in TIME",
        ],
        || same_names(1, 2),
    );
    assert_eq!(value, 207);
    assert_eq!(other_names(1, 2), 204);
}

macro_rules! methods {
    ($type:ident { $($name:ident(&$this:ident $(, $arg:ident: $ty:ty)*) $(-> $ret:ty)? { $($body:tt)* })* }) => {
        struct $type {
            n: u32,
        }

        impl $type {
            $(
                #[tracked]
                fn $name(&$this $(, $arg: $ty)*) $(-> $ret)? { $($body)* }
            )*
        }
    };
}

methods!(Counter {
    get(&self) -> u32 {
        self.n
    }
    plus(&self, by: u32) -> Result<u32, String> {
        self.n.checked_add(by).ok_or("too much".to_owned())
    }
    nothing(&self) {}
});

#[test]
fn self_from_the_caller() {
    let counter = Counter { n: u32::MAX };
    assert_eq!(
        expect(
            &[
                "INFO start Counter::get()",
                "INFO done Counter::get() in TIME"
            ],
            || counter.get()
        ),
        u32::MAX
    );
    expect(
        &[
            "INFO start Counter::plus(by=1)",
            "ERROR error Counter::plus(by=1) in TIME: too much",
        ],
        || counter.plus(1).unwrap_err(),
    );
    counter.nothing();
}

macro_rules! for_types {
    ($($type:ty => $name:literal),*) => {$(
        impl Named for $type {
            #[tracked]
            fn name(&self) -> &'static str {
                $name
            }

            #[tracked]
            fn list(value: $type) -> Vec<$type> {
                vec![value]
            }
        }
    )*};
}

trait Named: Sized {
    fn name(&self) -> &'static str;
    fn list(value: Self) -> Vec<Self>;
}

for_types!(u8 => "byte", Vec<Option<u8>> => "bytes", &'static str => "text", (u8, [u8; 2]) => "pair");

#[test]
fn types_as_fragments() {
    assert_eq!(1u8.name(), "byte");
    assert_eq!(vec![Some(1u8)].name(), "bytes");
    assert_eq!("a".name(), "text");
    assert_eq!(Named::list((1u8, [2, 3])), [(1, [2, 3])]);
}

macro_rules! pattern {
    ($name:ident, $pat:pat => $ty:ty, $($bound:ident),*) => {
        #[tracked]
        fn $name($pat: $ty) -> Vec<u32> {
            vec![$($bound),*]
        }
    };
}

pattern!(tuple, (a, b) => (u32, u32), a, b);
pattern!(array, [first, .., last] => [u32; 3], first, last);
pattern!(wildcard, _ => String,);
pattern!(reference, &a => &u32, a);

#[test]
fn patterns_as_fragments() {
    assert_eq!(tuple((1, 2)), [1, 2]);
    assert_eq!(array([1, 2, 3]), [1, 3]);
    assert_eq!(wildcard(String::new()), []);
    assert_eq!(reference(&1), [1]);
    let list = expect(
        &[
            "INFO start tuple(a=1, b=2)",
            "INFO done tuple(a=1, b=2) in TIME",
        ],
        || tuple((1, 2)),
    );
    assert_eq!(list, [1, 2]);
}

macro_rules! whole_item {
    ($item:item) => {
        #[tracked]
        $item
    };
}

whole_item! {
    /// Passed as one fragment.
    pub(crate) fn from_item(n: u32) -> Result<u32, String> {
        if n == 0 {
            return Err("zero".to_owned());
        }
        Ok(n)
    }
}

whole_item! {
    async fn from_async_item(list: &mut Vec<u32>) -> &mut u32 {
        suspend().await;
        list.push(1);
        &mut list[0]
    }
}

macro_rules! attribute_from_outside {
    ($(#[$meta:meta])* fn $($rest:tt)*) => {
        $(#[$meta])*
        fn $($rest)*
    };
}

attribute_from_outside! {
    #[tracked]
    #[must_use]
    fn attributed(n: u32) -> u32 {
        n + 1
    }
}

macro_rules! the_macro_itself {
    ($tracked:ident, $path:path, $expr:expr) => {
        #[$tracked]
        fn by_ident(n: u32) -> u32 {
            $expr + n
        }

        #[$path]
        fn by_path() -> u32 {
            $expr
        }
    };
}

the_macro_itself!(tracked, tracked_core::tracked, 1 + 2);

#[test]
fn items_and_attributes_as_fragments() {
    expect(
        &[
            "INFO start from_item(n=0)",
            "ERROR error from_item(n=0) in TIME: zero",
        ],
        || from_item(0).unwrap_err(),
    );
    assert_eq!(*block_on(from_async_item(&mut Vec::new())), 1);
    assert_eq!(
        expect(
            &[
                "INFO start attributed(n=1)",
                "INFO done attributed(n=1) in TIME"
            ],
            || attributed(1)
        ),
        2
    );
    assert_eq!(by_ident(1), 4);
    assert_eq!(by_path(), 3);
}

macro_rules! generics {
    ($name:ident[$($param:ident: $bound:path),*] [$n:ident = $value:expr] ($($arg:ident: $ty:ty),*)) => {
        #[tracked]
        fn $name<$($param: $bound,)* const $n: usize>($($arg: $ty),*) -> [u8; $value]
        where
            $($param: Sized),*
        {
            $(drop($arg);)*
            [0; $value]
        }
    };
}

generics!(generic[T: Clone, U: Into<u8>] [N = 2] (_a: [T; N], b: U));

#[test]
fn generics_as_fragments() {
    assert_eq!(generic(["a"], 1), [0, 0]);
}

/// A macro that makes a macro that makes a function.
#[rustfmt::skip]
macro_rules! outer {
    ($inner:ident, $d:tt) => {
        macro_rules! $inner {
            ($d name:ident, $d arg:ident) => {
                #[tracked]
                fn $d name($d arg: u32) -> u32 {
                    let own = $d arg + 1;
                    own
                }
            };
        }
    };
}

outer!(inner, $);
inner!(twice_removed, own);

#[test]
fn nested_macros() {
    let value = expect(
        &[
            "INFO start twice_removed(own=1)",
            "INFO done twice_removed(own=1) in TIME",
        ],
        || twice_removed(1),
    );
    assert_eq!(value, 2);
}

macro_rules! inside_a_function {
    ($n:expr) => {{
        #[tracked]
        fn local(n: u32) -> u32 {
            n + $n
        }
        local(1)
    }};
}

#[test]
fn functions_in_expression_macros() {
    let twice = inside_a_function!(1) + inside_a_function!(2);
    assert_eq!(twice, 5);
}
