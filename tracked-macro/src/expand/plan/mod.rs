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
//! params       the signature
//! patterns     the names in it, and their aliases
//! stability    the types of parameters
//!
//! block        the options that the functions in a block inherit
//! ```
//! Each file imports only from those below it in this list.

mod block;
mod events;
mod fields;
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

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Expr, ReceiverKind, ReturnType, Type, Visibility};

pub use self::block::BlockPlan;
pub use self::events::{EventLevel, EventPlan, Events};
pub use self::fields::{FieldFormat, FieldPlan, FieldSource};
use self::fields::{Selector, check_names};
pub use self::message::{Builtin, Message, MessagePart, MessageValue, ValueIndex};
pub use self::outcome::OutcomePlan;
use self::outcome::needs_value;
use self::params::Params;
pub use self::patterns::Binding;
pub use self::returns::{ErrorFormat, Known, OpaqueError, ReturnKind, TypeProbe, nameable};
use self::returns::{ReturnPlan, in_body};
use self::stability::Stability;
use super::args::{Args, EventKind};
use super::input::{
    Input, TrackedFn, contains_word, find_self, has_at_least, may_await, names_static,
};
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
            Input::Block(block) => Plan::Block(BlockPlan::new(args, raw_args, block, mistakes)),
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

/// The plan of one function. Its methods are decisions that follow from the fields.
pub struct FunctionPlan<'a> {
    pub args: &'a Args,
    pub function: &'a TrackedFn,
    pub shape: Shape,
    pub params: Params,
    pub events: Events<'a>,
    pub fields: Vec<FieldPlan<'a>>,
    pub outcome: OutcomePlan<'a>,
    pub inlining: Inlining,
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
    /// Before the body runs, from the arguments that move into the closure.
    Eager,
    /// Before the arguments move into the closure. For values other than arguments.
    BeforeMove,
}

/// Whether the body may be compiled twice, for enabled and for disabled calls. `Never` sets `Callsite::outline`.
#[derive(Clone, Copy, PartialEq)]
pub enum Inlining {
    /// The user asked for it by an attribute.
    Requested,
    Allowed,
    /// A jump to the body is cheaper than a second copy.
    Never,
}

impl<'a> FunctionPlan<'a> {
    fn new(args: &'a Args, function: &'a TrackedFn, mistakes: &mut Mistakes) -> Self {
        let TrackedFn { sig, body, .. } = function;
        if let Some(constness) = &sig.constness {
            let message = "a `const fn` can't be tracked because it may run at compile time";
            mistakes.report(constness.span, message);
        }
        if args.init.is_some() && sig.ident != "main" {
            mistakes.report(args.span_of("init"), "`init` is only allowed on `fn main`");
        }
        let returns = ReturnPlan::new(sig);
        let shape = Shape::new(args, function, &returns);
        let in_place = shape == Shape::InPlace;
        let option_exprs = option_exprs(args);
        let params = Params::new(sig, !in_place, |name| {
            let is_in_body = in_place && contains_word(body.stream(), name);
            !is_in_body && !contains_word(option_exprs.clone(), name)
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
            inlining: Inlining::new(function),
            params,
            events,
        };
        plan.turn_off_impossible_events();
        plan
    }

    /// Turns off the events that the function can't have, so that no values are captured for them. While a panic is
    /// logged at its default level, this would change nothing.
    fn turn_off_impossible_events(&mut self) {
        if matches!(self.events.of(EventKind::Panic).level, EventLevel::Default) {
            return;
        }
        let is_future = matches!(self.shape, Shape::Future | Shape::ReturnedFuture);
        if !is_future && !self.may_be_boxed_future() {
            self.events.of(EventKind::Cancel).level = EventLevel::Off;
        }
        if self.outcome.probe.is_none() && self.outcome.err_if.is_none() {
            self.events.of(EventKind::Error).level = EventLevel::Off;
        }
    }

    pub fn record_time(&self) -> RecordTime {
        let is_other = |field: &FieldPlan| {
            use FieldSource::{Expr, Named, Receiver, Redacted};
            matches!(
                field.source,
                Expr(_) | Receiver | Redacted(Some(_)) | Named(ValueIndex::Field(_))
            )
        };
        let survives = |(at, binding): (usize, &Binding)| {
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
            || self.fields.iter().any(is_other)
            || matches!(self.shape, Shape::ReturnedFuture | Shape::InPlace)
        {
            RecordTime::BeforeMove
        } else if self.params.bindings.iter().enumerate().all(survives) {
            RecordTime::Lazy
        } else {
            RecordTime::Eager
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
    pub fn records_nothing(&self) -> bool {
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
        let probe = self.outcome.probe.as_ref();
        self.shape == Shape::Call
            && (self.outcome.kind == ReturnKind::BoxedFuture
                || probe.is_some_and(|probe| probe.may_be_future))
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

    /// Whether the closure around the body may capture a value. Within a `move` closure, the compiler does not suggest
    /// to clone a value.
    pub fn body_captures(&self) -> bool {
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
        match &self.function.sig.output {
            ReturnType::Default => syn::parse_quote!(()),
            ReturnType::Type(_, ty) => in_body(&self.function.sig, nameable(ty)),
        }
    }

    /// Whether the body of an `async fn` contains the name.
    pub fn is_used(&self, binding: &Binding) -> bool {
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
        is_candidate
            && names_static(&body.stream(), &|name| {
                let mut params = self.params.bindings.iter();
                params.any(|binding| binding.name() == name)
            })
    }

    /// The `self` of a method that must move into the closure as a whole, unless the receiver is a reference.
    ///
    /// Wrong for `Box<&Self>`: the closure may capture less than all of it. Nothing observes when it is dropped.
    pub fn moved_self(&self) -> Option<Ident> {
        let receiver = self.function.sig.receiver()?.to_token_stream();
        let is_reference = receiver.into_iter().any(|token| token.to_string() == "&");
        find_self(self.function.body.stream()).filter(|_| !is_reference)
    }
}

impl Shape {
    fn new(args: &Args, function: &TrackedFn, returns: &ReturnPlan) -> Self {
        let sig = &function.sig;
        // A closure around the body can't infer every opaque type.
        let is_opaque =
            returns.kind == ReturnKind::Opaque && !(returns.is_inferable && needs_value(args));
        if sig.asyncness.is_some() {
            Shape::Future
        } else if sig.variadic.is_some() || is_opaque || function.tracks_caller() {
            Shape::InPlace
        } else if returns.kind == ReturnKind::Future {
            Shape::ReturnedFuture
        } else {
            Shape::Call
        }
    }
}

impl Inlining {
    fn new(function: &TrackedFn) -> Self {
        /// In tokens.
        const LONG: usize = 24;
        if function.is_inline() {
            Inlining::Requested
        } else if has_at_least(function.body.stream(), LONG) {
            Inlining::Never
        } else {
            Inlining::Allowed
        }
    }
}

/// The expressions among the options that are evaluated while the arguments exist.
fn option_exprs(args: &Args) -> TokenStream {
    let fields = args.fields.iter().filter_map(|field| field.value.as_ref());
    let exprs = fields.chain(&args.parent);
    exprs.map(ToTokens::to_token_stream).collect()
}
