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
