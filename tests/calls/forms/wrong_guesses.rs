//! Functions in which the spelling of a type or a name misleads: the attribute decides by the spelling, and the user
//! means something else by it.

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
fn an_alias_with_the_name_of_another_type_is_no_failure() {
    ends("INFO done vec() in TIME", || aliases::vec().is_err());
    ends("INFO done string() in TIME", || aliases::string().is_err());
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

#[test]
fn a_type_can_hide_a_lifetime() {
    assert_eq!(hidden_lifetime("a", Message("b")).ok(), Some("a"));
    assert_eq!(hidden_lifetime("a", Message("")).err().unwrap().0, "a");
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
