//! Functions in scopes whose names could collide with generated code: a shadowed prelude, and modules, macros,
//! constants and arguments of any name.

use crate::support::expect;

/// A glob import of this module shadows the names that generated code could use.
mod shadow {
    #![allow(dead_code, non_camel_case_types, reason = "here to be in the way")]

    pub struct Ok;
    pub struct Err;
    pub struct Some;
    pub struct None;
    pub struct Box;
    pub struct Duration;
    pub struct Future;
    pub struct Instant;
    pub struct Level;
    pub struct Option;
    pub struct Pin;
    pub struct Result;
    pub struct String;
    pub struct Vec;

    pub trait AsRef {}
    pub trait Clone {}
    pub trait Copy {}
    pub trait Debug {}
    pub trait Default {}
    pub trait Display {}
    pub trait Drop {}
    pub trait Fn {}
    pub trait FnMut {}
    pub trait FnOnce {}
    pub trait From {}
    pub trait Into {}
    pub trait Iterator {}
    pub trait Send {}
    pub trait Sized {}
    pub trait Sync {}
    pub trait ToString {}

    pub fn drop() {}

    pub mod alloc {}
    pub mod core {}
    pub mod log {}
    pub mod std {}
    pub mod tracked {}
    pub mod tracked_core {}
    pub mod tracked_macro {}
}

mod among_them {
    use ::tracked_core::tracked;

    #[allow(unused_imports, reason = "here to be in the way")]
    use super::shadow::*;

    #[tracked]
    pub fn sync(a: u32, b: &str) -> usize {
        a as usize + b.len()
    }

    #[tracked]
    pub fn fails(fail: bool) -> ::std::result::Result<u32, &'static str> {
        if fail {
            return ::std::result::Result::Err("failed");
        }
        ::std::result::Result::Ok(1)
    }

    #[tracked]
    pub async fn later(a: u32) -> u32 {
        crate::suspend().await;
        a
    }

    #[tracked]
    pub fn boxed_later(
        a: u32,
    ) -> ::std::pin::Pin<
        ::std::boxed::Box<dyn ::std::future::Future<Output = u32> + ::std::marker::Send>,
    > {
        ::std::boxed::Box::pin(async move { a })
    }

    #[tracked]
    pub fn own_types(_: Result, _: Option, _: String) -> Ok {
        Ok
    }

    #[allow(non_upper_case_globals, reason = "the name of a variant")]
    #[tracked]
    pub fn generic<Ok, Err, const Some: usize>(ok: Ok, _err: [Err; Some]) -> Ok {
        ok
    }

    pub struct Me;

    impl Me {
        #[tracked]
        pub fn method(&self) -> ::std::option::Option<&Self> {
            ::std::option::Option::Some(self)
        }
    }
}

#[test]
fn a_prelude_can_be_shadowed() {
    use among_them::*;
    let n = expect(
        &[
            r#"INFO start sync(a=1, b="b")"#,
            r#"INFO done sync(a=1, b="b") in TIME"#,
        ],
        || sync(1, "b"),
    );
    assert_eq!(n, 2);
    expect(
        &[
            "INFO start fails(fail=true)",
            "ERROR error fails(fail=true) in TIME: failed",
        ],
        || fails(true).unwrap_err(),
    );
    assert_eq!(fails(false), Ok(1));
    let n = expect(
        &[
            "INFO start later(a=1)",
            "INFO done later(a=1) in TIME (busy TIME)",
        ],
        || futures::executor::block_on(later(1)),
    );
    assert_eq!(n, 1);
    assert_eq!(futures::executor::block_on(boxed_later(1)), 1);
    own_types(shadow::Result, shadow::Option, shadow::String);
    assert_eq!(generic(1, ["a"]), 1);
    assert!(Me.method().is_some());
}

/// The crate by another path, next to a module with its name.
mod at_another_path {
    pub mod facade {
        pub use ::tracked_core as tracking;
    }

    mod tracked_core {}

    use facade::tracking::tracked;

    #[tracked(crate = crate::shadowing::at_another_path::facade::tracking)]
    pub fn sync(a: u32) -> Result<u32, String> {
        if a == 0 {
            Err("zero".to_owned())
        } else {
            Ok(a)
        }
    }

    #[tracked(crate = self::facade::tracking)]
    pub async fn later(a: u32) -> u32 {
        a
    }
}

#[test]
fn the_crate_can_have_another_path() {
    use at_another_path::{later, sync};
    expect(
        &[
            "INFO start sync(a=0)",
            "ERROR error sync(a=0) in TIME: zero",
        ],
        || sync(0).unwrap_err(),
    );
    assert_eq!(sync(1), Ok(1));
    assert_eq!(futures::executor::block_on(later(1)), 1);
}

mod without_prelude {
    #![no_implicit_prelude]

    use ::tracked_core::tracked;

    #[tracked]
    pub fn sync(a: u32) -> u32 {
        a
    }

    #[tracked]
    pub fn fails() -> ::std::result::Result<u32, u32> {
        ::std::result::Result::Err(1)
    }

    #[tracked]
    pub async fn later(a: u32) -> ::std::option::Option<u32> {
        ::std::option::Option::Some(a)
    }

    #[tracked]
    pub fn impl_future(a: &u32) -> impl ::std::future::Future<Output = u32> + '_ {
        async move { *a }
    }
}

#[test]
fn a_crate_can_have_no_prelude() {
    use futures::executor::block_on;
    assert_eq!(without_prelude::sync(1), 1);
    assert_eq!(without_prelude::fails(), Err(1));
    assert_eq!(block_on(without_prelude::later(1)), Some(1));
    assert_eq!(block_on(without_prelude::impl_future(&1)), 1);
}

#[allow(unused_macros, reason = "here to be in the way")]
mod shadowed_macros {
    macro_rules! in_the_way {
        ($d:tt $($name:ident)*) => {$(
            macro_rules! $name {
                ($d($d t:tt)*) => { compile_error!("the user's own macro") };
            }
        )*};
    }
    in_the_way!($
        assert column concat debug debug_assert eprintln error file format format_args info line log
        log_enabled matches module_path panic pin print println stringify trace unreachable vec warn write writeln
    );

    #[::tracked_core::tracked]
    pub fn sync(a: u32) -> ::std::result::Result<u32, u32> {
        if a == 0 { Err(a) } else { Ok(a) }
    }

    #[::tracked_core::tracked]
    pub async fn later(a: u32) -> u32 {
        a
    }
}

#[test]
fn macros_can_be_shadowed() {
    assert_eq!(shadowed_macros::sync(1), Ok(1));
    assert_eq!(shadowed_macros::sync(0), Err(0));
    assert_eq!(futures::executor::block_on(shadowed_macros::later(1)), 1);
}

#[allow(non_camel_case_types, reason = "here to be in the way")]
mod shadowed_primitives {
    #[derive(Debug)]
    pub struct u64(pub &'static str);

    #[::tracked_core::tracked]
    pub fn path(a: self::u64) -> &'static str {
        a.0
    }

    #[::tracked_core::tracked]
    pub fn parameter<str: ::std::fmt::Debug>(a: str) -> str {
        a
    }
}

#[test]
fn primitive_types_can_be_shadowed() {
    expect(
        &[
            "INFO start path(a=u64(\"a\"))",
            "INFO done path(a=u64(\"a\")) in TIME",
            "INFO start parameter(a=1)",
            "INFO done parameter(a=1) in TIME",
        ],
        || {
            assert_eq!(
                shadowed_primitives::path(shadowed_primitives::u64("a")),
                "a"
            );
            assert_eq!(shadowed_primitives::parameter(1), 1);
        },
    );
}

/// A lower-case constant or unit struct turns a `let` of its name into a pattern that must match.
#[allow(
    non_camel_case_types,
    non_upper_case_globals,
    dead_code,
    reason = "here to be in the way"
)]
mod constants_and_unit_structs {
    use ::tracked_core::tracked;

    const NAMES: &[&str] = &["a constant next to lower-case ones"];

    macro_rules! unit_structs {
        ($($name:ident)*) => {
            $(struct $name;)*
        };
    }
    unit_structs!(
        __args __call __guard __private __ret __tracked __self arg args body call callsite clock context ctx cx done
        elapsed end entered enter err error event ev f fmt fut func function future guard id inner input it kv
        level location log logger meta msg name now ok out outcome output panicked parent payload poll private
        record res result ret ret_ret scope show site span start state static_ t this time token track tracker
        value values v x
    );

    const e: u32 = 1;
    static s: u32 = 1;

    #[tracked]
    pub fn sync(n: u32, text: &str) -> u32 {
        n + text.len() as u32 + e + s + NAMES.len() as u32
    }

    #[tracked]
    pub fn fails(n: u32) -> Result<u32, String> {
        if n == 0 {
            Err("zero".to_owned())
        } else {
            Ok(n)
        }
    }

    #[tracked]
    pub async fn later((n, _): (u32, u32)) -> Result<u32, String> {
        crate::suspend().await;
        Ok(n)
    }

    #[tracked]
    #[track_caller]
    pub fn located(n: u32) -> Option<u32> {
        Some(n)
    }

    #[tracked]
    pub fn impl_future(n: u32) -> impl std::future::Future<Output = u32> {
        async move { n }
    }

    pub struct Owner(pub u32);

    impl Owner {
        #[tracked]
        pub fn method(&mut self, n: &mut u32) -> Result<u32, u32> {
            *n += self.0;
            Ok(*n)
        }
    }
}

#[test]
fn constants_and_unit_structs_can_have_the_names_of_arguments() {
    use constants_and_unit_structs::*;
    assert_eq!(sync(1, "a"), 5);
    assert_eq!(fails(1), Ok(1));
    assert_eq!(futures::executor::block_on(later((1, 2))), Ok(1));
    assert_eq!(located(1), Some(1));
    assert_eq!(futures::executor::block_on(impl_future(1)), 1);
    assert_eq!(Owner(1).method(&mut 1), Ok(2));
}

/// Arguments with the names that generated code could use for its own variables.
mod arguments {
    use ::tracked_core::tracked;

    #[tracked]
    pub fn events(
        name: u32,
        args: u32,
        elapsed: u32,
        ret: u32,
        err: u32,
        level: u32,
        target: u32,
    ) -> u32 {
        name + args + elapsed + ret + err + level + target
    }

    #[tracked]
    pub fn plumbing(
        f: u32,
        x: u32,
        e: u32,
        it: u32,
        this: u32,
        value: u32,
        result: u32,
        out: u32,
    ) -> Result<u32, u32> {
        Err(f + x + e + it + this + value + result + out)
    }

    #[tracked]
    pub async fn later(
        call: u32,
        guard: u32,
        body: u32,
        future: u32,
        cx: u32,
        span: u32,
        record: u32,
    ) -> u32 {
        call + guard + body + future + cx + span + record
    }

    #[tracked]
    pub fn underscored(_self: u32, __self: u32, __tracked: u32, __call: u32, __arg0: u32) -> u32 {
        _self + __self + __tracked + __call + __arg0
    }

    #[tracked]
    pub fn crates(log: u32, std: u32, core: u32, tracked_core: u32, tracked: u32) -> u32 {
        log + std + core + tracked_core + tracked
    }

    #[tracked]
    pub fn callable(format: fn(u32) -> u32, call: fn(u32) -> u32, tracked: u32) -> u32 {
        format(tracked) + call(tracked)
    }
}

#[test]
fn arguments_can_have_any_name() {
    use arguments::*;
    let sum = expect(
        &[
            "INFO start events(name=1, args=2, elapsed=3, ret=4, err=5, level=6, target=7)",
            "INFO done events(name=1, args=2, elapsed=3, ret=4, err=5, level=6, target=7) in TIME",
        ],
        || events(1, 2, 3, 4, 5, 6, 7),
    );
    assert_eq!(sum, 28);
    let args = "f=1, x=2, e=3, it=4, this=5, value=6, result=7, out=8";
    let failed = expect(
        &[
            &format!("INFO start plumbing({args})"),
            &format!("ERROR error plumbing({args}) in TIME: 36"),
        ],
        || plumbing(1, 2, 3, 4, 5, 6, 7, 8),
    );
    assert_eq!(failed, Err(36));
    assert_eq!(futures::executor::block_on(later(1, 2, 3, 4, 5, 6, 7)), 28);
    assert_eq!(underscored(1, 2, 3, 4, 5), 15);
    assert_eq!(crates(1, 2, 3, 4, 5), 15);
    assert_eq!(callable(|n| n, |n| n + 1, 1), 3);
}

/// Methods on all types, with the names that generated code could use for its probes.
mod blanket_methods {
    #![allow(dead_code, reason = "here to be in the way")]

    use ::tracked_core::tracked;

    macro_rules! methods {
        ($($name:ident)*) => {
            trait Everywhere {
                $(fn $name(&self) -> u32 { 0 })*
            }
            impl<T: ?Sized> Everywhere for T {}
            trait EverywhereByValue: Sized {
                $(fn $name(self) -> u32 { 0 })*
            }
            impl<T> EverywhereByValue for T {}
        };
    }
    methods!(
        add arg args as_error as_ref bool by_debug by_display call cause classify clone debug display done end
        enter err error exit failed failure field finish fmt format get i64 inspect into is_err is_failure key kind
        log name new outcome probe record render result run show shown source tag text to_string to_value tracked u64
        value values via_debug via_display visit with wrap write
    );

    #[derive(Debug)]
    pub struct Shown(pub u32);

    pub struct Opaque(pub u32);

    #[tracked]
    pub fn sync(a: u32, b: &str, shown: Shown, opaque: &Opaque) -> u32 {
        a + u32::try_from(b.len()).unwrap_or(0) + shown.0 + opaque.0
    }

    #[tracked]
    pub fn fails(opaque: Opaque) -> Result<Opaque, std::fmt::Error> {
        if opaque.0 == 0 {
            return Err(std::fmt::Error);
        }
        Ok(opaque)
    }

    #[tracked]
    pub async fn later(shown: Shown) -> Result<(), Opaque> {
        Err(Opaque(shown.0))
    }
}

#[test]
fn methods_on_all_types_do_not_interfere() {
    use blanket_methods::{Opaque, Shown, fails, later, sync};
    let n = expect(
        &[
            r#"INFO start sync(a=1, b="b", shown=Shown(3), opaque={..}Opaque)"#,
            r#"INFO done sync(a=1, b="b", shown=Shown(3), opaque={..}Opaque) in TIME"#,
        ],
        || sync(1, "b", Shown(3), &Opaque(4)),
    );
    assert_eq!(n, 9);
    expect(
        &[
            "INFO start fails(opaque=Opaque)",
            "ERROR error fails(opaque=Opaque) in TIME: {..}",
        ],
        || fails(Opaque(0)).is_err(),
    );
    expect(
        &[
            "INFO start later(shown=Shown(1))",
            "ERROR error later(shown=Shown(1)) in TIME: Opaque",
        ],
        || futures::executor::block_on(later(Shown(1))).is_err(),
    );
}

/// `Deref` makes the methods of another type available.
mod smart_pointers {
    use ::tracked_core::tracked;

    pub struct Handle(pub Inner);

    #[derive(Debug)]
    pub struct Inner(pub u32);

    impl std::ops::Deref for Handle {
        type Target = Inner;

        fn deref(&self) -> &Inner {
            &self.0
        }
    }

    #[tracked]
    pub fn takes(handle: Handle) -> u32 {
        handle.0.0
    }
}

/// A handle without `Debug` is not shown as the value that it points to.
#[test]
fn a_value_is_not_dereferenced() {
    use smart_pointers::{Handle, Inner, takes};
    let n = expect(
        &[
            "INFO start takes(handle=Handle)",
            "INFO done takes(handle=Handle) in TIME",
        ],
        || takes(Handle(Inner(1))),
    );
    assert_eq!(n, 1);
}

/// Functions with names that have another meaning elsewhere.
mod function_names {
    #![allow(non_snake_case, reason = "any name may be a function's")]

    use ::tracked_core::tracked;

    #[tracked]
    pub fn r#match(n: u32) -> u32 {
        n
    }

    #[tracked]
    pub async fn r#async(n: u32) -> u32 {
        n
    }

    #[tracked]
    pub fn tracked_core(n: u32) -> u32 {
        n
    }

    #[tracked]
    pub fn Ok(n: u32) -> u32 {
        n
    }

    #[tracked]
    pub fn drop(n: u32) -> u32 {
        n
    }

    #[tracked]
    pub fn 추적(이름: &str) -> usize {
        이름.len()
    }

    #[tracked]
    pub fn __(_0: u32) -> u32 {
        _0
    }
}

#[test]
fn functions_can_have_any_name() {
    use function_names as f;
    assert_eq!(
        expect(
            &["INFO start match(n=1)", "INFO done match(n=1) in TIME"],
            || f::r#match(1)
        ),
        1
    );
    assert_eq!(futures::executor::block_on(f::r#async(1)), 1);
    assert_eq!(f::tracked_core(1) + f::Ok(1) + f::drop(1) + f::__(1), 4);
    let len = expect(
        &[
            r#"INFO start 추적(이름="가")"#,
            r#"INFO done 추적(이름="가") in TIME"#,
        ],
        || f::추적("가"),
    );
    assert_eq!(len, 3);
}
