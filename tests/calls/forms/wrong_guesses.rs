//! Functions in which the spelling of a type or a name misleads: the attribute decides by the spelling, and the user
//! means something else by it.

use std::cell::RefCell;
use std::error::Error as StdError;
use std::future::Future;

use futures::executor::block_on;
use tracked_core::tracked;

use crate::error_texts::Layer;
use crate::support::recorded;

/// Calls a function, and asserts its last record.
fn ends<R>(record: &str, body: impl FnOnce() -> R) -> R {
    let (value, records) = recorded(body);
    assert_eq!(records.last().unwrap().to_string(), record);
    value
}

fn layers() -> Layer {
    Layer::new("inner").over("outer")
}

trait Fault: StdError {}
impl<E: StdError> Fault for E {}

#[tracked]
fn renamed() -> Result<(), impl StdError> {
    Err(layers())
}

#[tracked]
fn renamed_with_others<'a>(text: &'a str) -> Result<&'a str, impl StdError + Send + use<'a>> {
    if text.is_empty() {
        return Err(layers());
    }
    Ok(text)
}

#[tracked]
async fn renamed_async() -> Result<(), impl StdError> {
    Err(layers())
}

#[tracked]
fn renamed_in_a_future() -> impl Future<Output = Result<(), impl StdError>> {
    async { Err(layers()) }
}

#[tracked]
#[track_caller]
fn renamed_in_place() -> Result<(), impl StdError> {
    Err(layers())
}

#[tracked]
fn renamed_box() -> Result<(), Box<dyn StdError>> {
    Err(layers().into())
}

#[tracked(err(Display, level = "warn"), ret)]
fn renamed_with_options(n: u8) -> Result<u8, impl StdError> {
    if n == 0 { Err(layers()) } else { Ok(n) }
}

#[tracked]
fn renamed_with_an_argument() -> Result<(), impl StdError + Into<Box<dyn StdError>>> {
    Err(layers())
}

#[tracked]
fn implied() -> Result<(), impl Fault> {
    Err(layers())
}

/// A trait that is called like that of the standard library, and one with its name in an argument.
mod own_error {
    use tracked_core::tracked;

    pub struct Opaque;

    pub trait Error {}
    impl Error for Opaque {}

    pub struct Debug;

    #[tracked]
    pub fn own_trait() -> Result<(), impl Error> {
        Err(Opaque)
    }

    #[tracked]
    pub fn in_an_argument() -> Result<(), impl PartialEq<Debug>> {
        Err(Opaque)
    }

    impl PartialEq<Debug> for Opaque {
        fn eq(&self, _: &Debug) -> bool {
            false
        }
    }
}

#[test]
fn the_compiler_is_asked_about_the_bounds_of_an_error() {
    let failed = |name: &str| format!("ERROR error {name}() in TIME: outer: inner");
    ends(&failed("renamed"), || renamed().is_err());
    ends(&failed("renamed_in_place"), || renamed_in_place().is_err());
    ends(&failed("renamed_box"), || renamed_box().is_err());
    ends(&failed("implied"), || implied().is_err());
    ends(&failed("renamed_with_an_argument"), || {
        renamed_with_an_argument().is_err()
    });
    ends(&failed("renamed_async"), || {
        block_on(renamed_async()).is_err()
    });
    ends(&failed("renamed_in_a_future"), || {
        block_on(renamed_in_a_future()).is_err()
    });
    ends(
        r#"ERROR error renamed_with_others(text="") in TIME: outer: inner"#,
        || renamed_with_others("").is_err(),
    );
    assert_eq!(renamed_with_others("a").ok(), Some("a"));
    ends(
        "WARN error renamed_with_options(n=0) in TIME: outer",
        || renamed_with_options(0).is_err(),
    );
    ends("INFO done renamed_with_options(n=1) in TIME -> 1", || {
        renamed_with_options(1).is_ok()
    });
    ends("ERROR error own_trait() in TIME: Opaque", || {
        own_error::own_trait().is_err()
    });
    ends("ERROR error in_an_argument() in TIME: Opaque", || {
        own_error::in_an_argument().is_err()
    });
}

/// Aliases of results and futures with the names of other types.
mod aliases {
    use futures::future::BoxFuture;
    use tracked_core::tracked;

    type Vec<T> = std::result::Result<T, std::string::String>;
    type String = std::result::Result<u8, std::string::String>;
    type Option<T> = BoxFuture<'static, std::result::Result<T, std::string::String>>;
    type Result<T> = BoxFuture<'static, std::result::Result<T, std::string::String>>;

    pub mod swapped {
        pub type Result<E, T> = std::result::Result<T, E>;
    }

    pub mod primitive {
        #![allow(non_camel_case_types, reason = "the name of a primitive type")]

        type u64 = std::result::Result<u8, std::string::String>;

        #[tracked_core::tracked]
        pub fn primitive() -> u64 {
            Err("disk".to_owned())
        }
    }

    #[tracked]
    pub fn vec() -> Vec<u8> {
        Err("disk".to_owned())
    }

    #[tracked]
    pub fn string() -> String {
        Err("disk".to_owned())
    }

    #[tracked]
    pub fn option() -> Option<u8> {
        Box::pin(async { Err("disk".to_owned()) })
    }

    #[tracked]
    pub fn result() -> Result<u8> {
        Box::pin(async { Err("disk".to_owned()) })
    }

    #[tracked]
    pub fn error_first(
        text: &str,
    ) -> swapped::Result<std::boxed::Box<dyn std::error::Error + '_>, &str> {
        Err(text.into())
    }
}

#[test]
fn an_alias_with_the_name_of_another_type_can_be_a_failure() {
    ends("ERROR error vec() in TIME: String", || {
        aliases::vec().is_err()
    });
    ends("ERROR error string() in TIME: String", || {
        aliases::string().is_err()
    });
    ends("INFO done primitive() in TIME", || {
        aliases::primitive::primitive().is_err()
    });
    ends("INFO done option() in TIME", || {
        block_on(aliases::option()).is_err()
    });
    ends("INFO done result() in TIME", || {
        block_on(aliases::result()).is_err()
    });
    ends(r#"ERROR error error_first(text="x") in TIME: x"#, || {
        aliases::error_first("x").is_err()
    });
}

/// Types and traits of other modules with the names of those around a future. Only the creation is tracked.
mod own_names {
    use std::future::{Future, Ready, ready};
    use std::pin::Pin;

    use tracked_core::tracked;

    pub trait Clone {}
    pub trait Debug {}
    pub trait Sync {}
    impl Clone for Ready<u8> {}
    impl Debug for Ready<u8> {}
    impl Sync for Ready<u8> {}

    #[tracked]
    pub fn cloned() -> impl Future<Output = u8> + Clone + Send {
        ready(1)
    }

    #[tracked(ret)]
    pub fn formatted() -> impl Future<Output = u8> + Debug + Sync {
        ready(1)
    }

    pub mod future {
        use super::{Pin, tracked};

        pub trait Future {
            type Output;
        }
        impl Future for u8 {
            type Output = u8;
        }

        #[tracked]
        pub fn opaque() -> impl Future<Output = u8> {
            1_u8
        }

        #[tracked(ret)]
        pub fn boxed() -> Pin<Box<dyn Future<Output = u8>>> {
            Box::pin(1_u8)
        }

        #[tracked]
        pub fn vec() -> impl Future<Output = Vec<u8>> {
            1_u16
        }

        impl Future for u16 {
            type Output = Vec<u8>;
        }
    }

    pub mod pin {
        use super::{Future, Ready, tracked};

        pub struct Pin<P>(pub P);
        pub struct Box<T>(pub T);

        #[tracked]
        pub fn pinned() -> Pin<std::boxed::Box<dyn Future<Output = u8>>> {
            Pin(std::boxed::Box::new(std::future::ready(1)))
        }

        #[tracked]
        pub fn boxed() -> std::pin::Pin<std::boxed::Box<Box<Ready<u8>>>> {
            std::boxed::Box::pin(Box(std::future::ready(1)))
        }
    }
}

#[test]
fn names_around_a_future_can_mean_something_else() {
    ends("INFO done cloned() in TIME", || {
        block_on(own_names::cloned())
    });
    ends("INFO done formatted() in TIME", || {
        block_on(own_names::formatted())
    });
    ends("INFO done opaque() in TIME", || {
        let _ = own_names::future::opaque();
    });
    ends("INFO done vec() in TIME", || {
        let _ = own_names::future::vec();
    });
    ends("INFO done boxed() in TIME", || {
        let _ = own_names::future::boxed();
    });
    ends("INFO done pinned() in TIME", || {
        let _ = own_names::pin::pinned();
    });
    ends("INFO done boxed() in TIME", || {
        let _ = own_names::pin::boxed();
    });
}

/// Traits with other names that the future of a call has, and one that it lacks.
mod other_bounds {
    use std::clone::Clone as Copied;
    use std::future::{Future, ready};

    use futures::future::FusedFuture;
    use tracked_core::tracked;

    pub trait Captures<'a> {}
    impl<T: ?Sized> Captures<'_> for T {}

    #[tracked(ret)]
    pub fn renamed<'a>(n: &'a u8) -> impl Future<Output = u8> + Copied + Captures<'a> {
        ready(*n)
    }

    #[tracked]
    pub fn fused() -> impl Future<Output = u8> + FusedFuture {
        futures::future::ready(1)
    }
}

#[test]
fn the_compiler_is_asked_about_the_bounds_of_a_future() {
    ends("INFO done renamed(n=1) in TIME -> 1", || {
        block_on(other_bounds::renamed(&1))
    });
    ends("INFO done fused() in TIME", || {
        block_on(other_bounds::fused())
    });
}

mod renamed_future {
    use std::future::Future as Later;
    use std::pin::Pin as Pinned;

    use tracked_core::tracked;

    #[tracked]
    pub fn opaque() -> impl Later<Output = Result<u8, String>> {
        async { Err("late".to_owned()) }
    }

    #[tracked]
    pub fn boxed() -> Pinned<Box<dyn Later<Output = Result<u8, String>>>> {
        Box::pin(async { Err("late".to_owned()) })
    }

    /// The name of a type without lifetimes.
    pub mod named {
        use std::future::Future;
        use std::pin::Pin;

        pub struct String;

        #[super::tracked]
        pub fn output() -> Pin<Box<dyn Future<Output = String>>> {
            Box::pin(async { String })
        }
    }
}

#[test]
fn a_renamed_future_is_tracked_if_it_is_boxed() {
    ends("INFO done opaque() in TIME", || {
        block_on(renamed_future::opaque()).is_err()
    });
    ends("ERROR error boxed() in TIME: late", || {
        block_on(renamed_future::boxed()).is_err()
    });
    ends("INFO done output() in TIME", || {
        block_on(renamed_future::named::output())
    });
}

trait Operation: Fn(u8) -> u8 {}
impl<F: Fn(u8) -> u8> Operation for F {}

#[tracked]
fn closure_behind_a_trait() -> impl Operation {
    |n| n + 1
}

#[tracked(err_if = |_| false)]
fn observed_closure_behind_a_trait() -> impl Operation {
    |n: u8| n + 1
}

#[tracked(done = "{{ret}} {elapsed:.0}")]
fn braces_in_a_message() -> impl Operation {
    |n: u8| n + 1
}

#[test]
fn a_closure_can_be_behind_a_trait() {
    assert_eq!(closure_behind_a_trait()(1), 2);
    assert_eq!(observed_closure_behind_a_trait()(1), 2);
    assert_eq!(braces_in_a_message()(1), 2);
}

struct Message<'a>(&'a str);

#[tracked]
#[allow(
    elided_lifetimes_in_paths,
    reason = "the lifetime is hidden on purpose"
)]
fn hidden_lifetime<'a>(text: &'a str, message: Message) -> Result<&'a str, Message<'a>> {
    if message.0.is_empty() {
        Err(Message(text))
    } else {
        Ok(text)
    }
}

/// An error that implements `Error` only for `'static`, whose lifetime is hidden.
#[allow(
    elided_lifetimes_in_paths,
    mismatched_lifetime_syntaxes,
    reason = "the lifetimes are hidden on purpose"
)]
mod hidden {
    use std::cell::Ref;
    use std::fmt;
    use std::future::Future;
    use std::pin::Pin;

    use tracked_core::tracked;

    #[derive(Debug)]
    pub struct Text<'a>(pub &'a str);

    impl fmt::Display for Text<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl std::error::Error for Text<'static> {}

    type Outcome<'a> = Result<(), Text<'a>>;
    type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

    #[tracked]
    pub fn reference(text: &str) -> Result<(), Text> {
        Err(Text(text))
    }

    #[tracked]
    pub fn path(n: Ref<u8>) -> Result<Ref<u8>, Text> {
        if *n == 0 { Err(Text("zero")) } else { Ok(n) }
    }

    #[tracked]
    pub fn alias(text: &str) -> Outcome {
        Err(Text(text))
    }

    mod swapped {
        pub type Result<E, T> = std::result::Result<T, E>;
    }

    #[tracked]
    pub fn error_first(text: &str) -> swapped::Result<Text<'_>, u8> {
        Err(Text(text))
    }

    #[tracked]
    pub async fn future(text: &str) -> Result<(), Text> {
        Err(Text(text))
    }

    #[tracked]
    pub fn boxed<'a>(text: &'a str) -> BoxFuture<'a, Result<(), Text<'a>>> {
        Box::pin(async move { Err(Text(text)) })
    }

    pub mod output {
        use super::{Future, Pin, tracked};

        pub struct String<'a>(pub &'a str);

        #[tracked]
        pub fn later<'a, F>(text: &'a str, future: F) -> Pin<Box<dyn Future<Output = String>>>
        where
            F: Future<Output = String<'a>> + 'static,
        {
            let _ = text;
            Box::pin(future)
        }

        #[tracked]
        pub fn run() {
            let future = later("a", std::future::ready(String("a")));
            assert_eq!(futures::executor::block_on(future).0, "a");
        }
    }
}

#[test]
fn a_type_can_hide_a_lifetime() {
    assert_eq!(hidden_lifetime("a", Message("b")).ok(), Some("a"));
    assert_eq!(hidden_lifetime("a", Message("")).err().unwrap().0, "a");
    let failed = |call: &str| format!("ERROR error {call} in TIME: x");
    ends(&failed(r#"reference(text="x")"#), || {
        hidden::reference("x").is_err()
    });
    ends(&failed(r#"alias(text="x")"#), || {
        hidden::alias("x").is_err()
    });
    ends(&failed(r#"error_first(text="x")"#), || {
        hidden::error_first("x").is_err()
    });
    ends(&failed(r#"future(text="x")"#), || {
        block_on(hidden::future("x")).is_err()
    });
    ends(&failed(r#"boxed(text="x")"#), || {
        block_on(hidden::boxed("x")).is_err()
    });
    let cell = RefCell::new(0);
    ends("ERROR error path(n=0) in TIME: zero", || {
        hidden::path(cell.borrow()).is_err()
    });
    ends(r#"INFO done run() in TIME"#, hidden::output::run);
}

struct Named<T>(T);

impl Named<String> {
    #[tracked]
    fn in_a_box(self: Box<&Self>) -> &str {
        &self.0
    }

    #[tracked]
    fn moved(self: Box<Self>) -> String {
        self.0
    }
}

#[test]
fn a_receiver_can_contain_a_reference() {
    let named = Named("a".to_owned());
    assert_eq!(Box::new(&named).in_a_box(), "a");
    assert_eq!(Box::new(named).moved(), "a");
}

/// A type that is called like a trait, in which `'_` means another lifetime.
mod like_a_trait {
    pub struct Fn<'a>(pub &'a str);

    #[tracked_core::tracked]
    pub fn named<'a>(text: &'a str) -> Result<Fn<'a>, Fn<'a>> {
        Ok(Fn(text))
    }
}

#[test]
fn a_type_can_be_called_like_a_trait() {
    assert_eq!(like_a_trait::named("a").ok().unwrap().0, "a");
}

trait Task: Future<Output = u8> {}
impl<F: Future<Output = u8>> Task for F {}

#[tracked(ret)]
fn task() -> impl Task {
    std::future::ready(1)
}

#[tracked(ret)]
fn task_in_a_block() -> impl Task {
    async { 1 }
}

#[test]
fn a_future_can_be_behind_a_trait() {
    ends("INFO done task() in TIME -> Ready(Some(1))", || {
        block_on(task())
    });
    assert_eq!(block_on(task_in_a_block()), 1);
}

/// A type that changes behind a shared reference, with the name of one that does not.
mod changing {
    use std::cell::Cell;

    use tracked_core::tracked;

    #[derive(Debug)]
    pub struct String(pub Cell<u8>);

    #[tracked]
    pub fn by_name(text: &String) {
        text.0.set(2);
    }

    #[tracked]
    pub fn by_path(text: &self::String) {
        text.0.set(2);
    }
}

#[test]
fn a_type_with_the_name_of_a_string_shows_its_later_value() {
    use changing::String;
    ends(
        "INFO done by_name(text=String(Cell { value: 2 })) in TIME",
        || changing::by_name(&String(1.into())),
    );
    ends(
        "INFO done by_path(text=String(Cell { value: 1 })) in TIME",
        || changing::by_path(&String(1.into())),
    );
}

#[derive(Debug)]
struct Unit;
type Alias = Unit;

#[tracked]
fn own_name(#[allow(non_snake_case)] Unit: Unit, n: u8) -> u8 {
    n
}

#[tracked]
fn behind_an_alias(Unit: Alias, n: u8) -> u8 {
    n
}

#[tracked]
fn in_a_tuple((Unit, n): (Unit, u8)) -> u8 {
    n
}

#[tracked]
#[allow(non_snake_case, reason = "the name of the type")]
fn not_a_constant(String: String) -> String {
    String
}

#[test]
fn a_constant_in_a_pattern_is_known_by_its_type() {
    ends("INFO done own_name(n=1) in TIME", || own_name(Unit, 1));
    ends("INFO done behind_an_alias(Unit=Unit, n=1) in TIME", || {
        behind_an_alias(Unit, 1)
    });
    ends("INFO done in_a_tuple(Unit=Unit, n=1) in TIME", || {
        in_a_tuple((Unit, 1))
    });
    let text = ends("INFO done not_a_constant() in TIME", || {
        not_a_constant("a".to_owned())
    });
    assert_eq!(text, "a");
}

macro_rules! nothing {
    () => {};
}

#[tracked]
async fn macro_without_await(n: u8) -> u8 {
    nothing!();
    n
}

#[tracked]
async fn await_of_another_block(n: u8) -> u8 {
    let _later = async { crate::suspend().await };
    n
}

#[test]
fn a_body_without_await_completes_at_the_first_poll() {
    use futures::FutureExt;
    assert_eq!(macro_without_await(1).now_or_never(), Some(1));
    assert_eq!(await_of_another_block(1).now_or_never(), Some(1));
}

struct Table;

impl Table {
    #[tracked]
    fn index(&self, n: usize) -> u8 {
        [0, 1][n]
    }

    #[cfg_attr(any(), track_caller, inline)]
    #[tracked]
    fn never_located(&self, n: usize) -> Result<u8, String> {
        [0, 1].get(n).copied().ok_or(format!("no {n}"))
    }
}

#[test]
fn a_function_that_only_looks_like_one_with_track_caller_is_tracked() {
    assert_eq!(Table.index(1), 1);
    ends("ERROR panic Table::index(n=2) in TIME", || {
        std::panic::catch_unwind(|| Table.index(2)).is_err()
    });
    ends(
        "ERROR error Table::never_located(n=2) in TIME: no 2",
        || Table.never_located(2).is_err(),
    );
    assert_eq!(Table.never_located(1), Ok(1));
}

#[tracked]
fn other_names(passcode: &str, token: char) {
    let _ = (passcode, token);
}

#[tracked(redact(passcode))]
fn listed(passcode: &str) {
    let _ = passcode;
}

#[tracked(redact(off))]
fn not_redacted(token: char) {
    let _ = token;
}

#[tracked]
fn numbered(__arg: u8, n: u8) {
    let _ = (__arg, n);
}

#[test]
fn an_argument_can_have_a_name_of_async_trait() {
    ends("INFO done numbered(n=2) in TIME", || numbered(1, 2));
}

#[test]
fn a_secret_is_known_by_its_name() {
    ends(
        r#"INFO done other_names(passcode="x", token=[redacted]) in TIME"#,
        || other_names("x", '+'),
    );
    ends("INFO done listed(passcode=[redacted]) in TIME", || {
        listed("x");
    });
    ends("INFO done not_redacted(token='+') in TIME", || {
        not_redacted('+');
    });
}
