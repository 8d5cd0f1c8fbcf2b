//! In any tree of calls, the origin of a failure is the call in which it began.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::rc::Rc;

use futures::FutureExt;
use futures::future::join_all;
use proptest::prelude::*;
use tracked_core::{Context, tracked};

use crate::support::{Record, records};

type BoxedError = Box<dyn Error + Send + Sync>;

/// A call: it calls others, and may fail by itself if none of their failures ends it.
#[derive(Clone, Debug)]
struct Node {
    returns: Returns,
    form: Form,
    /// Whether an async call starts its callees at the same time.
    joins: bool,
    callees: Vec<(Node, Reaction)>,
    end: End,
}

/// The type of the error.
#[derive(Clone, Copy, Debug)]
enum Returns {
    Boxed,
    Anyhow,
    Text,
    Typed,
}

#[derive(Clone, Copy, Debug)]
enum Form {
    Sync,
    Async,
    Task,
}

/// What a caller does with the failure of a callee.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Reaction {
    Handle,
    /// Passes on the failure after the other callees.
    Keep,
    PassOn,
    Context,
    Source,
    Transparent,
    Format,
    Replace,
}

#[derive(Clone, Copy, Debug)]
enum End {
    Return,
    Fail(u8),
    Panic(u8),
}

fn node() -> impl Strategy<Value = Node> {
    let leaf = (returns(), form(), end()).prop_map(|(returns, form, end)| Node {
        returns,
        form,
        joins: false,
        callees: Vec::new(),
        end,
    });
    leaf.prop_recursive(5, 40, 4, |node| {
        let callees = prop::collection::vec((node, reaction()), 1..4);
        (returns(), form(), any::<bool>(), callees, end()).prop_map(
            |(returns, form, joins, callees, end)| Node {
                returns,
                form,
                joins,
                callees,
                end,
            },
        )
    })
}

fn returns() -> impl Strategy<Value = Returns> {
    prop::sample::select(vec![
        Returns::Boxed,
        Returns::Anyhow,
        Returns::Text,
        Returns::Typed,
    ])
}

fn form() -> impl Strategy<Value = Form> {
    prop::sample::select(vec![Form::Sync, Form::Async, Form::Task])
}

fn reaction() -> impl Strategy<Value = Reaction> {
    prop::sample::select(vec![
        Reaction::Handle,
        Reaction::Keep,
        Reaction::PassOn,
        Reaction::Context,
        Reaction::Source,
        Reaction::Transparent,
        Reaction::Format,
        Reaction::Replace,
    ])
}

fn end() -> impl Strategy<Value = End> {
    prop_oneof![
        1 => Just(End::Return),
        3 => (0_u8..3).prop_map(End::Fail),
        1 => (0_u8..3).prop_map(End::Panic),
    ]
}

#[derive(Debug)]
struct Typed {
    context: String,
    source: BoxedError,
}

impl fmt::Display for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.context)
    }
}

impl Error for Typed {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

#[derive(Debug)]
struct Transparent(BoxedError);

impl fmt::Display for Transparent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Transparent {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

/// An error and its causes.
fn text(error: &BoxedError) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}

/// How a body ended if it did not return.
enum Failed {
    Error(BoxedError),
    Panic(Box<dyn Any + Send>),
}

/// The failure with which a call will end, and the callee that failed so.
type Kept = (Option<usize>, Failed);

/// The execution of a tree.
struct Run {
    /// Whether calls fail with the same few texts.
    is_alike: bool,
    next: Cell<usize>,
    /// The callee whose failure a call passed on, by the number of the call; `None` if the failure began there.
    passed_on: RefCell<BTreeMap<usize, Option<usize>>>,
}

impl Run {
    fn failure(&self, number: usize, text: u8) -> String {
        if self.is_alike {
            ["no", "not found: no", "disk: not found: no"][usize::from(text)].to_owned()
        } else {
            format!("failure of {number}")
        }
    }

    /// How a body ends after its callees: with the failure of one of them, or as the plan says.
    fn end(&self, number: usize, node: &Node, kept: Option<Kept>) -> Result<(), Failed> {
        let (callee, failed) = match (kept, node.end) {
            (Some(kept), _) => kept,
            (None, End::Return) => return Ok(()),
            (None, End::Fail(text)) => (None, Failed::Error(self.failure(number, text).into())),
            (None, End::Panic(text)) => (None, Failed::Panic(Box::new(self.failure(number, text)))),
        };
        self.passed_on.borrow_mut().insert(number, callee);
        Err(failed)
    }

    /// Applies a reaction. Returns whether the caller ends now.
    fn react(
        &self,
        number: usize,
        callee: usize,
        reaction: Reaction,
        failed: Failed,
        kept: &mut Option<Kept>,
    ) -> bool {
        let new = match (reaction, failed) {
            (Reaction::Handle, _) => return false,
            (Reaction::Replace, _) => {
                *kept = Some((None, Failed::Error(self.failure(number, 0).into())));
                return true;
            }
            (_, Failed::Panic(payload)) => Failed::Panic(payload),
            (Reaction::Keep | Reaction::PassOn, failed) => failed,
            (Reaction::Context, Failed::Error(error)) => {
                let error = anyhow::Error::from_boxed(error);
                Failed::Error(error.context(format!("context of {number}")).into())
            }
            (Reaction::Source, Failed::Error(error)) => Failed::Error(Box::new(Typed {
                context: format!("source of {number}"),
                source: error,
            })),
            (Reaction::Transparent, Failed::Error(error)) => {
                Failed::Error(Box::new(Transparent(error)))
            }
            (Reaction::Format, Failed::Error(error)) => {
                Failed::Error(format!("formatted by {number}: {}", text(&error)).into())
            }
        };
        if kept.is_none() {
            *kept = Some((Some(callee), new));
        }
        reaction != Reaction::Keep
    }
}

fn body(run: &Rc<Run>, number: usize, node: &Node) -> Result<(), BoxedError> {
    let mut kept = None;
    for (callee, reaction) in &node.callees {
        let number_of_callee = run.next.replace(run.next.get() + 1);
        let result = catch_unwind(AssertUnwindSafe(|| call(run, number_of_callee, callee)));
        if let Some(failed) = failed(result)
            && run.react(number, number_of_callee, *reaction, failed, &mut kept)
        {
            break;
        }
    }
    finish(run.end(number, node, kept))
}

async fn async_body(run: &Rc<Run>, number: usize, node: &Node) -> Result<(), BoxedError> {
    let start = |callee: &Node| {
        let number_of_callee = run.next.replace(run.next.get() + 1);
        let call = async_call(Rc::clone(run), number_of_callee, callee.clone());
        let call = AssertUnwindSafe(call).catch_unwind();
        async move { (number_of_callee, failed(call.await)) }
    };
    let mut kept = None;
    if node.joins {
        let ended = join_all(node.callees.iter().map(|(callee, _)| start(callee))).await;
        for ((callee, failed), (_, reaction)) in ended.into_iter().zip(&node.callees) {
            if let Some(failed) = failed
                && run.react(number, callee, *reaction, failed, &mut kept)
            {
                break;
            }
        }
    } else {
        for (callee, reaction) in &node.callees {
            if let (callee, Some(failed)) = start(callee).await
                && run.react(number, callee, *reaction, failed, &mut kept)
            {
                break;
            }
        }
    }
    tokio::task::yield_now().await;
    finish(run.end(number, node, kept))
}

fn failed(result: Result<Result<(), BoxedError>, Box<dyn Any + Send>>) -> Option<Failed> {
    match result {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(Failed::Error(error)),
        Err(payload) => Some(Failed::Panic(payload)),
    }
}

fn finish(result: Result<(), Failed>) -> Result<(), BoxedError> {
    match result {
        Ok(()) => Ok(()),
        Err(Failed::Error(error)) => Err(error),
        Err(Failed::Panic(payload)) => resume_unwind(payload),
    }
}

fn call(run: &Rc<Run>, number: usize, node: &Node) -> Result<(), BoxedError> {
    match node.returns {
        Returns::Boxed => boxed(number, run, node),
        Returns::Anyhow => anyhow(number, run, node).map_err(Into::into),
        Returns::Text => formatted(number, run, node).map_err(Into::into),
        Returns::Typed => typed(number, run, node).map_err(Into::into),
    }
}

fn async_call(
    run: Rc<Run>,
    number: usize,
    node: Node,
) -> Pin<Box<dyn Future<Output = Result<(), BoxedError>>>> {
    Box::pin(async move {
        match node.form {
            Form::Sync => call(&run, number, &node),
            Form::Async => started(run, number, node).await,
            Form::Task => {
                let call = Context::current().attach(started(run, number, node));
                match tokio::task::spawn_local(call).await {
                    Ok(result) => result,
                    Err(error) => resume_unwind(error.into_panic()),
                }
            }
        }
    })
}

async fn started(run: Rc<Run>, number: usize, node: Node) -> Result<(), BoxedError> {
    match node.returns {
        Returns::Boxed => async_boxed(number, &run, &node).await,
        Returns::Anyhow => async_anyhow(number, &run, &node).await.map_err(Into::into),
        Returns::Text => async_formatted(number, &run, &node)
            .await
            .map_err(Into::into),
        Returns::Typed => async_typed(number, &run, &node).await.map_err(Into::into),
    }
}

fn typed_error(number: usize, source: BoxedError) -> Typed {
    let context = format!("type of {number}");
    Typed { context, source }
}

#[tracked(args(number))]
mod functions {
    use super::{BoxedError, Node, Rc, Run, Typed, async_body, body, text, typed_error};

    pub fn boxed(number: usize, run: &Rc<Run>, node: &Node) -> Result<(), BoxedError> {
        body(run, number, node)
    }

    pub fn anyhow(number: usize, run: &Rc<Run>, node: &Node) -> anyhow::Result<()> {
        body(run, number, node).map_err(anyhow::Error::from_boxed)
    }

    pub fn formatted(number: usize, run: &Rc<Run>, node: &Node) -> Result<(), String> {
        body(run, number, node).map_err(|error| text(&error))
    }

    pub fn typed(number: usize, run: &Rc<Run>, node: &Node) -> Result<(), Typed> {
        body(run, number, node).map_err(|source| typed_error(number, source))
    }

    pub async fn async_boxed(number: usize, run: &Rc<Run>, node: &Node) -> Result<(), BoxedError> {
        async_body(run, number, node).await
    }

    pub async fn async_anyhow(number: usize, run: &Rc<Run>, node: &Node) -> anyhow::Result<()> {
        let result = async_body(run, number, node).await;
        result.map_err(anyhow::Error::from_boxed)
    }

    pub async fn async_formatted(number: usize, run: &Rc<Run>, node: &Node) -> Result<(), String> {
        let result = async_body(run, number, node).await;
        result.map_err(|error| text(&error))
    }

    pub async fn async_typed(number: usize, run: &Rc<Run>, node: &Node) -> Result<(), Typed> {
        let result = async_body(run, number, node).await;
        result.map_err(|source| typed_error(number, source))
    }
}
use functions::{
    anyhow, async_anyhow, async_boxed, async_formatted, async_typed, boxed, formatted, typed,
};

/// A failure as it was logged.
#[derive(Clone, Debug)]
struct Logged {
    /// Of the records of the tree.
    position: usize,
    call: String,
    caller: Option<String>,
    origin: Option<String>,
    text: String,
    is_panic: bool,
    /// The callee that failed so. Not from the log.
    passed_on: Option<Box<Logged>>,
}

impl Logged {
    fn read(position: usize, record: &Record) -> Option<(usize, Self)> {
        let value = |key| record.value(key).map(|(value, _)| value.to_owned());
        let logged = Self {
            text: value("tracked.error")?,
            position,
            call: value("tracked.call")?,
            caller: value("tracked.parent"),
            origin: value("tracked.origin"),
            is_panic: value("tracked.event")? == "panic",
            passed_on: None,
        };
        Some((value("number")?.parse().ok()?, logged))
    }

    /// Whether the origin is that of the callee that failed so.
    fn is_right(&self) -> bool {
        let callee = self.passed_on.as_ref();
        self.origin.as_ref() == callee.map(|callee| callee.origin.as_ref().unwrap_or(&callee.call))
    }

    /// Whether the other is a later failure of a callee, of which the text of this failure could be made.
    fn could_pass_on(&self, other: &Self) -> bool {
        let callee = self.passed_on.as_ref();
        other.caller.as_ref() == Some(&self.call)
            && other.is_panic == self.is_panic
            && self.text.ends_with(&other.text)
            && callee.is_none_or(|callee| callee.position < other.position)
    }
}

/// Runs a tree and returns its failures.
fn failures_of(tree: &Node, is_alike: bool) -> Vec<Logged> {
    let run = Rc::new(Run {
        is_alike,
        next: Cell::new(1),
        passed_on: RefCell::default(),
    });
    let records = records(|| {
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.build().unwrap();
        let call = AssertUnwindSafe(async_call(Rc::clone(&run), 0, tree.clone())).catch_unwind();
        let _ = tokio::task::LocalSet::new().block_on(&runtime, call);
    });
    let read = |(position, record)| Logged::read(position, record);
    let logged: BTreeMap<usize, Logged> = records.iter().enumerate().filter_map(read).collect();
    let passed_on = run.passed_on.borrow();
    assert!(logged.keys().eq(passed_on.keys()), "{logged:?}");
    logged
        .iter()
        .map(|(number, failure)| Logged {
            passed_on: passed_on[number].map(|callee| Box::new(logged[&callee].clone())),
            ..failure.clone()
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Failures with the same text cannot be distinguished. If several callees fail with one text, the last of them is
    /// taken for the origin. A callee is also taken for the origin if its caller makes a new failure with the same text.
    ///
    /// One test, because the failures of another thread would displace those of this one from the bounded store.
    #[test]
    fn is_always_right_unless_a_later_callee_failed_alike(tree in node(), is_alike: bool) {
        let failures = failures_of(&tree, is_alike);
        for failure in &failures {
            let is_ambiguous = failures.iter().any(|other| failure.could_pass_on(other));
            prop_assert!(failure.is_right() || is_alike && is_ambiguous, "{:#?}", failure);
        }
    }
}
