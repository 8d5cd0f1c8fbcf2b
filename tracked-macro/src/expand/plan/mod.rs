//! Third stage: every decision about the generated code. All semantic mistakes are found here.
//!
//! ```text
//! outcome      how the returned value is classified
//! fields       which values are logged
//! events       the level and the message of each event
//! message      format strings
//! redact       which values are redacted
//! secret       the names of secrets
//! returns      the return type
//! lifetimes    the lifetimes in it
//! params       the signature
//! patterns     the names in it, and their aliases
//! stability    the types of parameters
//! ```
//! Each file imports only from those below it in this list.

mod events;
mod fields;
mod lifetimes;
mod message;
mod outcome;
mod params;
mod patterns;
mod redact;
mod returns;
mod secret;
mod stability;
#[cfg(test)]
mod tests;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, ReceiverKind, ReturnType, Type, Visibility};

pub use self::events::{EventPlan, Events};
pub use self::fields::{FieldFormat, FieldPlan, FieldSource};
use self::fields::{Selector, check_names};
pub use self::message::{Builtin, Message, MessagePart, MessageValue, ValueIndex};
use self::outcome::{OutcomePlan, needs_value};
use self::params::Params;
pub use self::patterns::Binding;
use self::returns::output_in_body;
pub use self::returns::{ErrorFormat, Known, ReturnKind, ReturnPlan, TypeProbe};
use self::stability::Stability;
use super::args::{Args, EventKind, Level, passed_on};
use super::input::{Block, Input, TrackedFn, contains_word, flatten, may_await, names_static};
use super::mistakes::Mistakes;

/// The checked decisions about one annotated item.
pub enum Plan<'a> {
    Functions(Vec<FunctionPlan<'a>>),
    Block(BlockPlan<'a>),
}

impl<'a> Plan<'a> {
    /// Plans the generated code. If there are mistakes, the plan must not be used.
    pub fn new(
        args: &'a Args,
        raw_args: TokenStream,
        input: &'a Input,
        mistakes: &mut Mistakes,
    ) -> Self {
        match input {
            Input::Block(block) => {
                refuse_init(args, mistakes);
                Plan::Block(BlockPlan {
                    args,
                    block,
                    inherited: passed_on(raw_args),
                })
            }
            Input::Functions(functions) => {
                let mut plans = Vec::new();
                for function in functions {
                    // The `#[cfg]` variants of a function would repeat each other's mistakes.
                    if plans.is_empty() || mistakes.is_empty() {
                        plans.push(FunctionPlan::new(args, function, mistakes));
                    }
                }
                // The first variant has all parameters.
                if let Some(plan) = plans.first() {
                    check_names(args, plan.function, &plan.params.bindings, mistakes);
                }
                Plan::Functions(plans)
            }
        }
    }
}

/// The plan of an annotated block.
pub struct BlockPlan<'a> {
    pub args: &'a Args,
    pub block: &'a Block,
    /// The options of each function, with the marker.
    pub inherited: TokenStream,
}

fn refuse_init(args: &Args, mistakes: &mut Mistakes) {
    if let Some(span) = args.span_of("init") {
        mistakes.report(span, "`init` is only allowed on `fn main`");
    }
}

/// The plan of one function. Its methods are decisions that follow from the fields.
pub struct FunctionPlan<'a> {
    pub args: &'a Args,
    pub function: &'a TrackedFn,
    pub shape: Shape,
    pub params: Params,
    pub events: Events<'a>,
    pub fields: Vec<FieldPlan<'a>>,
    pub outcome: OutcomePlan<'a>,
}

/// How the body runs.
#[derive(Clone, Copy, PartialEq)]
pub enum Shape {
    /// As a closure that the runtime calls. A disabled call costs a test and a jump.
    Call,
    /// As an `async` block that the runtime polls, for an `async fn`. A closure that the runtime calls creates it.
    Future,
    /// As a closure that returns the user's future, for `-> impl Future`. The runtime polls the future.
    ReturnedFuture,
    /// Unchanged, after a guard that ends the call when it is dropped. For functions in which a closure would change
    /// the location of `#[track_caller]` or the inferred type of an `impl Trait`.
    InPlace,
}

/// When the values of a call are recorded.
#[derive(Clone, Copy, PartialEq)]
pub enum RecordTime {
    /// Each time a logger reads them, because the body cannot change the arguments.
    Lazy,
    /// By the entry, which owns the arguments, before it runs the body.
    AtEntry,
    /// Before the entry gets the arguments: for `self`, `fields` and `parent`, for returned futures and for bodies in
    /// place.
    BeforeEntry,
}

impl<'a> FunctionPlan<'a> {
    fn new(args: &'a Args, function: &'a TrackedFn, mistakes: &mut Mistakes) -> Self {
        let TrackedFn { sig, body, .. } = function;
        if let Some(constness) = &sig.constness {
            let message = "a `const fn` can't be tracked because it may run at compile time";
            mistakes.report(constness.span, message);
        }
        if sig.ident != "main" {
            refuse_init(args, mistakes);
        }
        let returns = ReturnPlan::new(sig);
        let shape = Shape::new(args, function, &returns);
        let in_place = shape == Shape::InPlace;
        let option_exprs = option_exprs(args);
        let params = Params::new(sig, !in_place, |name| {
            let is_in_body = in_place && contains_word(body.stream(), name);
            !is_in_body && !contains_word(&option_exprs, name)
        });
        let events = Events::new(args, &params.bindings, mistakes);
        let selector = Selector {
            args,
            function,
            bindings: &params.bindings,
            events: &events,
        };
        let mut plan = FunctionPlan {
            args,
            function,
            shape,
            fields: selector.fields(),
            outcome: OutcomePlan::new(args, returns, &events, mistakes),
            params,
            events,
        };
        plan.turn_off_impossible_events();
        plan
    }

    /// Turns off the events that the function can't have, so that no values are captured for them. Not needed
    /// while a panic is logged at its default level, because the values are captured for it.
    fn turn_off_impossible_events(&mut self) {
        if self.events.of(EventKind::Panic).level.is_none() {
            return;
        }
        let is_future = matches!(self.shape, Shape::Future | Shape::ReturnedFuture);
        if !is_future && !self.may_be_boxed_future() {
            self.events.of(EventKind::Cancel).level = Some(&Level::Off);
        }
        if self.outcome.returns.probe.is_none() && self.outcome.err_if.is_none() {
            self.events.of(EventKind::Error).level = Some(&Level::Off);
        }
    }

    pub fn record_time(&self) -> RecordTime {
        let is_no_argument = |field: &FieldPlan| {
            use FieldSource::{Expr, Named, Receiver, Redacted};
            matches!(
                field.source,
                Expr(_) | Receiver | Redacted(Some(_)) | Named(ValueIndex::Field(_))
            )
        };
        let is_stable = |(at, binding): (usize, &Binding)| {
            let is_recorded = self.fields.iter().any(|field| field.is_argument(at))
                || self.events.use_value(ValueIndex::Argument(at));
            let required = if is_recorded {
                Stability::Frozen
            } else {
                Stability::Copy
            };
            binding.stability >= required
        };
        if self.args.parent.is_some()
            || self.fields.iter().any(is_no_argument)
            || matches!(self.shape, Shape::ReturnedFuture | Shape::InPlace)
        {
            RecordTime::BeforeEntry
        } else if self.params.bindings.iter().enumerate().all(is_stable) {
            RecordTime::Lazy
        } else {
            RecordTime::AtEntry
        }
    }

    /// Whether a call records each argument once, by its type, and nothing else.
    pub fn records_the_arguments(&self) -> bool {
        const MAX: usize = 12;
        let mut fields = self.fields.iter().enumerate();
        self.params.bindings.len() <= MAX
            && self.params.bindings.len() == self.fields.len()
            && self.message_values().is_empty()
            && fields.all(|(at, field)| field.is_argument(at) && field.is_by_type())
    }

    /// Whether a call has no values.
    pub fn has_no_values(&self) -> bool {
        self.fields.is_empty() && self.message_values().is_empty()
    }

    /// The values that messages contain. They are recorded after the fields, each once.
    pub fn message_values(&self) -> Vec<&MessageValue> {
        let mut distinct: Vec<&MessageValue> = Vec::new();
        for value in self.events.values() {
            if !distinct.iter().any(|other| other.is_same(value)) {
                distinct.push(value);
            }
        }
        distinct
    }

    /// Whether the value may be a boxed future, which then is the call.
    pub fn may_be_boxed_future(&self) -> bool {
        let probe = self.outcome.returns.probe.as_ref();
        self.shape == Shape::Call
            && (self.outcome.returns.kind == ReturnKind::BoxedFuture
                || probe.is_some_and(|probe| probe.may_be_boxed_future))
    }

    /// Whether the closure around the body captures nothing but a shared reference, and so is `Copy`.
    pub fn body_is_copy(&self) -> bool {
        let receiver = self.function.sig.receiver();
        let has_copy_receiver = receiver.is_none_or(|receiver| match &receiver.kind {
            ReceiverKind::Reference(_, _, mutability) => mutability.is_none(),
            ReceiverKind::Typed(_, ty) => {
                matches!(&**ty, Type::Reference(ty) if ty.mutability.is_none())
            }
            _ => false,
        });
        has_copy_receiver && !self.params.has_constant_patterns
    }

    /// Whether the closure around the body is a `move` closure, because it may capture `self`, or a constant pattern. The
    /// others are not, because the compiler does not suggest to clone a value within a `move` closure.
    pub fn is_move_closure(&self) -> bool {
        self.function.sig.receiver().is_some() || self.params.has_constant_patterns
    }

    /// The fields whose values messages use too, by their index.
    pub fn shared_fields(&self) -> impl Iterator<Item = (ValueIndex, &Expr)> {
        let fields = self.args.fields.iter().enumerate();
        fields.filter_map(|(at, field)| {
            let source = ValueIndex::Field(at);
            let value = field.value.as_ref();
            Some((source, value.filter(|_| self.events.use_value(source))?))
        })
    }

    /// The return type as a closure in the body can name it.
    pub fn output(&self) -> Type {
        output_in_body(&self.function.sig)
    }

    /// Whether the body of an `async fn` contains the name.
    pub fn is_used_in_body(&self, binding: &Binding) -> bool {
        contains_word(self.function.body.stream(), &binding.name())
    }

    /// Whether the body of an `async fn` may await something.
    pub fn may_await(&self) -> bool {
        may_await(self.function.body.stream())
    }

    /// Whether the body may change a static, according to `clippy::must_use_candidate`, which does not look into the
    /// closure around the body. The lint is about public functions.
    pub fn may_mutate_static(&self) -> bool {
        let TrackedFn {
            attrs,
            vis,
            sig,
            body,
            ..
        } = self.function;
        let is_candidate = !matches!(vis, Visibility::Inherited)
            && !matches!(sig.output, ReturnType::Default)
            && !attrs.iter().any(|attr| attr.path().is_ident("must_use"));
        // A name that the body contains twice is taken for that of a variable.
        let is_variable = |name: &str| {
            let mut params = self.params.bindings.iter();
            let same =
                |token: &TokenTree| matches!(token, TokenTree::Ident(ident) if ident == name);
            params.any(|binding| binding.name() == name)
                || flatten(body.stream()).filter(same).nth(1).is_some()
        };
        is_candidate && names_static(body.stream(), &is_variable)
    }

    /// Whether the body is compiled once, out of line, because a jump to it is cheaper than a second copy.
    pub fn is_outlined(&self) -> bool {
        /// In tokens.
        const LONG: usize = 24;
        self.shape == Shape::Call
            && !self.function.is_inline()
            && flatten(self.function.body.stream()).nth(LONG - 1).is_some()
    }

    /// The `self` in the body of a method that takes `self` by value. All of it must move into the closure.
    ///
    /// Wrong for `Box<&Self>`: the closure may capture less than all of it. Nothing observes when it is dropped.
    pub fn moved_self(&self) -> Option<Ident> {
        let receiver = self.function.sig.receiver()?.to_token_stream();
        if receiver.into_iter().any(|token| token.to_string() == "&") {
            return None;
        }
        // Only an identifier of the body has its hygiene.
        flatten(self.function.body.stream()).find_map(|token| match token {
            TokenTree::Ident(ident) if ident == "self" => Some(ident),
            _ => None,
        })
    }
}

impl Shape {
    fn new(args: &Args, function: &TrackedFn, returns: &ReturnPlan) -> Self {
        let sig = &function.sig;
        // A closure may change an opaque type that the compiler infers, so the body stays in place, unless an option needs the
        // value and the closure can infer its type.
        let stays_in_place =
            returns.kind == ReturnKind::Opaque && !(returns.is_inferable && needs_value(args));
        if sig.asyncness.is_some() {
            Shape::Future
        } else if sig.variadic.is_some() || stays_in_place || function.tracks_caller() {
            Shape::InPlace
        } else if returns.kind == ReturnKind::Future {
            Shape::ReturnedFuture
        } else {
            Shape::Call
        }
    }
}

/// The expressions among the options that are evaluated while the arguments exist.
fn option_exprs(args: &Args) -> TokenStream {
    let fields = args.fields.iter().filter_map(|field| field.value.as_ref());
    let exprs = fields.chain(&args.parent);
    exprs.map(ToTokens::to_token_stream).collect()
}
