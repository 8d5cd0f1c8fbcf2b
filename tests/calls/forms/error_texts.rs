//! The text of an error: `Display` with its causes, or `Debug`, or the name of its type.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::io;
use std::rc::Rc;
use std::sync::Arc;

use futures::executor::block_on;
use tracked_core::tracked;

use crate::support::expect;

/// Calls `$function`, which fails, and asserts the text of its error.
macro_rules! says {
    ($function:ident, $text:expr) => {{
        let name = stringify!($function);
        expect(
            &[
                &format!("INFO start {name}()"),
                &format!("ERROR error {name}() in TIME: {}", $text),
            ],
            || $function().err().expect("the value is unchanged"),
        )
    }};
}

#[derive(Debug)]
pub struct Layer {
    text: &'static str,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl Layer {
    pub fn new(text: &'static str) -> Self {
        Self { text, cause: None }
    }

    pub fn over(self, text: &'static str) -> Self {
        Self {
            text,
            cause: Some(Box::new(self)),
        }
    }
}

impl Display for Layer {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}

impl Error for Layer {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause
            .as_deref()
            .map(|cause| cause as &(dyn Error + 'static))
    }
}

fn three_layers() -> Layer {
    Layer::new("disk full")
        .over("cannot write")
        .over("cannot save")
}

#[tracked]
fn plain_error() -> Result<(), Layer> {
    Err(Layer::new("disk full"))
}

#[tracked]
fn with_causes() -> Result<(), Layer> {
    Err(three_layers())
}

/// The text already contains its cause, as the `Display` of many errors does.
#[tracked]
fn repeats_its_cause() -> Result<(), Layer> {
    Err(Layer::new("disk full").over("cannot write: disk full"))
}

#[tracked]
fn io_error() -> io::Result<()> {
    Err(io::Error::other("disk full"))
}

#[tracked]
fn io_error_with_cause() -> io::Result<()> {
    Err(io::Error::other(three_layers()))
}

#[test]
fn an_error_is_shown_with_its_causes() {
    says!(plain_error, "disk full");
    says!(with_causes, "cannot save: cannot write: disk full");
    says!(repeats_its_cause, "cannot write: disk full");
    says!(io_error, "disk full");
    says!(io_error_with_cause, "cannot save: cannot write: disk full");
}

#[tracked]
fn boxed() -> Result<(), Box<dyn Error>> {
    Err(three_layers())?
}

#[tracked]
fn boxed_send_sync() -> Result<(), Box<dyn Error + Send + Sync>> {
    Err(Box::new(three_layers()))
}

#[tracked]
fn boxed_send() -> Result<(), Box<dyn Error + Send>> {
    Err(Box::new(three_layers()))
}

#[tracked]
fn boxed_static() -> Result<(), Box<dyn Error + Send + Sync + 'static>> {
    Err("disk full".into())
}

#[tracked]
fn boxed_concrete() -> Result<(), Box<Layer>> {
    Err(Box::new(three_layers()))
}

#[tracked]
fn shared() -> Result<(), Arc<Layer>> {
    Err(Arc::new(three_layers()))
}

#[tracked]
fn shared_dyn() -> Result<(), Arc<dyn Error + Send + Sync>> {
    Err(Arc::new(Layer::new("disk full")))
}

#[tracked]
fn local_dyn() -> Result<(), Rc<dyn Error>> {
    Err(Rc::new(Layer::new("disk full")))
}

static LAYER: Layer = Layer {
    text: "disk full",
    cause: None,
};

#[tracked]
fn by_reference() -> Result<(), &'static Layer> {
    Err(&LAYER)
}

#[tracked]
fn dyn_by_reference() -> Result<(), &'static dyn Error> {
    Err(&LAYER)
}

#[test]
fn an_error_in_a_pointer_is_shown_with_its_causes() {
    says!(boxed, "cannot save: cannot write: disk full");
    says!(boxed_send_sync, "cannot save: cannot write: disk full");
    says!(boxed_send, "cannot save: cannot write: disk full");
    says!(boxed_static, "disk full");
    says!(boxed_concrete, "cannot save: cannot write: disk full");
    says!(shared, "cannot save: cannot write: disk full");
    says!(shared_dyn, "disk full");
    says!(local_dyn, "disk full");
    says!(by_reference, "disk full");
    says!(dyn_by_reference, "disk full");
}

#[tracked]
fn by_anyhow() -> anyhow::Result<()> {
    Err(anyhow::Error::new(Layer::new("disk full"))
        .context("cannot write")
        .context("cannot save"))
}

#[tracked]
fn by_anyhow_message() -> anyhow::Result<u32> {
    anyhow::bail!("{} are too many", 3)
}

#[tracked]
fn by_anyhow_question_mark() -> Result<u32, anyhow::Error> {
    use anyhow::Context;
    let value: u32 = "x".parse().context("cannot read the number")?;
    Ok(value)
}

#[tracked]
fn by_eyre() -> eyre::Result<()> {
    Err(eyre::Report::new(Layer::new("disk full")).wrap_err("cannot save"))
}

#[tracked]
fn by_eyre_message() -> Result<u32, eyre::Report> {
    eyre::bail!("nothing to do")
}

#[test]
fn a_report_is_shown_with_its_causes() {
    let error = says!(by_anyhow, "cannot save: cannot write: disk full");
    assert!(error.root_cause().is::<Layer>());
    says!(by_anyhow_message, "3 are too many");
    says!(
        by_anyhow_question_mark,
        "cannot read the number: invalid digit found in string"
    );
    let error = says!(by_eyre, "cannot save: disk full");
    assert!(error.root_cause().is::<Layer>());
    let error = says!(by_eyre_message, "nothing to do");
    assert_eq!(error.chain().len(), 1);
}

#[tracked]
fn string() -> Result<(), String> {
    Err("disk full".to_owned())
}

#[tracked]
fn str() -> Result<(), &'static str> {
    Err("disk full")
}

#[tracked]
fn boxed_str() -> Result<(), Box<str>> {
    Err("disk full".into())
}

#[tracked]
fn cow() -> Result<(), std::borrow::Cow<'static, str>> {
    Err("disk full".into())
}

#[tracked]
fn number() -> Result<(), i32> {
    Err(-1)
}

struct OnlyDisplay;

impl Display for OnlyDisplay {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("only displayed")
    }
}

#[tracked]
fn only_display() -> Result<(), OnlyDisplay> {
    Err(OnlyDisplay)
}

#[derive(Debug)]
struct OnlyDebug(#[allow(dead_code, reason = "read by Debug alone")] u32);

#[tracked]
fn only_debug() -> Result<(), OnlyDebug> {
    Err(OnlyDebug(1))
}

#[tracked]
fn unit() -> Result<u32, ()> {
    Err(())
}

#[tracked]
fn list() -> Result<u32, Vec<&'static str>> {
    Err(vec!["a", "b"])
}

struct Nothing;

#[tracked]
fn nothing() -> Result<(), Nothing> {
    Err(Nothing)
}

#[tracked]
fn generic_nothing() -> Result<(), Wrapper<u8>> {
    Err(Wrapper { _value: 1 })
}

struct Wrapper<T> {
    _value: T,
}

#[test]
fn other_errors_are_shown_by_display_debug_or_type_name() {
    says!(string, "disk full");
    says!(str, "disk full");
    says!(boxed_str, "disk full");
    says!(cow, "disk full");
    says!(number, "-1");
    says!(only_display, "only displayed");
    says!(only_debug, "OnlyDebug(1)");
    says!(unit, "()");
    says!(list, r#"["a", "b"]"#);
    says!(nothing, "Nothing");
    says!(generic_nothing, "Wrapper{..}");
}

#[tracked]
fn generic_with_error_bound<E: Error>(error: E) -> Result<(), E> {
    Err(error)
}

#[tracked]
fn generic_with_debug_bound<E: fmt::Debug>(error: E) -> Result<(), E> {
    Err(error)
}

#[tracked]
fn generic_without_bounds<E>(error: E) -> Result<(), E> {
    Err(error)
}

#[tracked]
fn generic_conversion<T: std::str::FromStr>(text: &str) -> Result<T, T::Err> {
    text.parse()
}

#[tracked]
fn opaque() -> Result<(), impl Error> {
    Err(three_layers())
}

#[test]
fn generic_errors_are_shown_by_their_bounds() {
    expect(
        &[
            "INFO start generic_with_error_bound(error={..})",
            "ERROR error generic_with_error_bound(error={..}) in TIME: cannot save: cannot write: disk full",
        ],
        || generic_with_error_bound(three_layers()).is_err(),
    );
    expect(
        &[
            "INFO start generic_with_debug_bound(error=OnlyDebug(1))",
            "ERROR error generic_with_debug_bound(error=OnlyDebug(1)) in TIME: OnlyDebug(1)",
        ],
        || generic_with_debug_bound(OnlyDebug(1)).is_err(),
    );
    expect(
        &[
            "INFO start generic_without_bounds(error=Nothing)",
            "ERROR error generic_without_bounds(error=Nothing) in TIME: Nothing",
        ],
        || generic_without_bounds(Nothing).is_err(),
    );
    assert!(generic_conversion::<u8>("x").is_err());
    says!(opaque, "cannot save: cannot write: disk full");
}

/// An error that borrows is not a `'static` error.
#[derive(Debug, PartialEq)]
struct Borrowed<'a>(&'a str);

impl Display for Borrowed<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} is no good", self.0)
    }
}

impl Error for Borrowed<'_> {}

#[tracked]
fn borrowed(text: &str) -> Result<(), Borrowed<'_>> {
    Err(Borrowed(text))
}

#[tracked]
fn boxed_borrowed<'a>(text: &'a str) -> Result<(), Box<dyn Error + 'a>> {
    Err(Box::new(Borrowed(text)))
}

#[test]
fn errors_can_borrow() {
    let text = String::from("x");
    expect(
        &[
            r#"INFO start borrowed(text="x")"#,
            r#"ERROR error borrowed(text="x") in TIME: x is no good"#,
        ],
        || borrowed(&text).unwrap_err(),
    );
    expect(
        &[
            r#"INFO start boxed_borrowed(text="x")"#,
            r#"ERROR error boxed_borrowed(text="x") in TIME: x is no good"#,
        ],
        || boxed_borrowed(&text).is_err(),
    );
}

#[tracked]
async fn later() -> Result<(), Layer> {
    crate::suspend().await;
    Err(three_layers())
}

#[tracked]
async fn later_by_anyhow() -> anyhow::Result<()> {
    Err(anyhow::anyhow!("disk full").context("cannot save"))
}

#[test]
fn errors_of_futures_are_shown_with_their_causes() {
    expect(
        &[
            "INFO start later()",
            "ERROR error later() in TIME (busy TIME): cannot save: cannot write: disk full",
        ],
        || block_on(later()).unwrap_err(),
    );
    expect(
        &[
            "INFO start later_by_anyhow()",
            "ERROR error later_by_anyhow() in TIME: cannot save: disk full",
        ],
        || block_on(later_by_anyhow()).unwrap_err(),
    );
}
