//! The facts of a call: which values are shown, and how they are told before the body runs.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Error, Expr, LitStr, Result};

use super::super::args::field::Name;
use super::super::args::options::{Args, Event, Mode, combine};
use super::super::input::function::TrackedFn;
use super::super::plan::message::{self, Message, Value};
use super::super::plan::params::{Binding, Look};
use super::super::plan::redact::{SECRETS, is_secret};
use super::Writer;

/// A value that is shown under a name.
pub struct Show<'a> {
    pub name: Name,
    pub value: Source<'a>,
    /// The mark before a field's value; without one the type decides.
    pub mode: Option<Mode>,
    /// Whether the name is a constant, which may turn out to be a secret's.
    pub constant: bool,
}

impl Show<'_> {
    /// Whether the runtime knows how to show it.
    fn is_known(&self) -> bool {
        let is_known = matches!(self.value, Source::Argument(binding) if binding.is_known);
        is_known && self.mode.is_none()
    }

    /// Whether the compiler is asked how it can be shown.
    fn is_asked(&self) -> bool {
        self.mode.is_none() && !self.is_known() && !matches!(self.value, Source::Hidden)
    }

    fn is_of(&self, binding: &Binding) -> bool {
        matches!(self.value, Source::Argument(argument) if std::ptr::eq(argument, binding))
    }
}

/// Where a value comes from.
pub enum Source<'a> {
    Argument(&'a Binding),
    /// `self`.
    Receiver,
    Field(&'a Expr),
    /// Nowhere: it must not be seen.
    Hidden,
}

/// The expressions among the options that are evaluated with the arguments at hand.
pub fn expressions(args: &Args) -> TokenStream {
    let fields = args.fields.iter().filter_map(|field| field.value.as_ref());
    fields
        .chain(&args.parent)
        .map(ToTokens::to_token_stream)
        .collect()
}

/// What is shown, in this order: the receiver, the arguments as in the signature, the fields.
pub fn select<'a>(
    args: &'a Args,
    function: &TrackedFn,
    bindings: &'a [Binding],
) -> Result<Vec<Show<'a>>> {
    check_names(args, function, bindings)?;
    let is_in = |names: &[Ident], name: &str| names.iter().any(|listed| unraw(listed) == name);
    let is_shown = |name: &str| match &args.only {
        Some(only) => is_in(only, name),
        None => !args.skip_all && !is_in(&args.skip, name),
    };
    let hidden = |name: &str, source| {
        if is_hidden(args, name) {
            Source::Hidden
        } else {
            source
        }
    };
    let mut shown = Vec::new();
    if args.only.as_ref().is_some_and(|only| is_in(only, "self"))
        && function.sig.receiver().is_some()
    {
        shown.push(Show {
            name: Name::Known("self".to_owned()),
            value: hidden("self", Source::Receiver),
            mode: None,
            constant: false,
        });
    }
    for binding in bindings {
        let name = binding.name();
        let is_field = |field: &super::super::args::field::Field| matches!(&field.name, Name::Known(field) if *field == name);
        // `async_trait` names a parameter `_` by its number.
        if is_shown(&name) && !name.starts_with("__arg") && !args.fields.iter().any(is_field) {
            shown.push(Show {
                value: hidden(&name, Source::Argument(binding)),
                name: Name::Known(name),
                mode: None,
                constant: false,
            });
        }
    }
    for field in &args.fields {
        let known = match &field.name {
            Name::Known(name) => name.as_str(),
            Name::Path(_) => "",
        };
        let source = match &field.value {
            Some(value) => Source::Field(value),
            // A field without a value is an argument, or else one that has no value yet and leaves nothing.
            None => match bindings.iter().find(|binding| binding.name() == known) {
                Some(binding) => Source::Argument(binding),
                None => continue,
            },
        };
        shown.push(Show {
            value: hidden(known, source),
            name: field.name.clone(),
            mode: field.mode,
            constant: known.is_empty() && !args.redact.off,
        });
    }
    Ok(shown)
}

fn unraw(ident: &Ident) -> String {
    use syn::ext::IdentExt;
    ident.unraw().to_string()
}

/// Whether the value of this name must not be seen.
fn is_hidden(args: &Args, name: &str) -> bool {
    args.redact.also.iter().any(|listed| unraw(listed) == name)
        || !args.redact.off && is_secret(name)
}

/// Every name in a list must be one of the function's, unless the list is of the block around it.
fn check_names(args: &Args, function: &TrackedFn, bindings: &[Binding]) -> Result<()> {
    let fields = args.fields.iter().filter_map(|field| match &field.name {
        Name::Known(name) => Some(name.clone()),
        Name::Path(_) => None,
    });
    let mut names: Vec<String> = bindings.iter().map(Binding::name).collect();
    names.extend(function.sig.receiver().map(|_| "self".to_owned()));
    let mut errors = None;
    let lists = [
        &args.skip[..],
        args.only.as_deref().unwrap_or_default(),
        &args.redact.also[..],
    ];
    let fields: Vec<String> = fields.collect();
    for name in lists.into_iter().flatten() {
        let known = unraw(name);
        if !names.contains(&known) && !fields.contains(&known) && !args.others.contains(name) {
            let there_are: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
            let message = if there_are.is_empty() {
                format!("unknown argument `{name}`; the function has none")
            } else {
                format!(
                    "unknown argument `{name}`; expected one of {}",
                    there_are.join(", ")
                )
            };
            combine(&mut errors, Error::new(name.span(), message));
        }
    }
    errors.map_or(Ok(()), Err)
}

/// For how many arguments the runtime tells of each.
const MAX_EACH: usize = 12;

/// The messages of the five events, parsed against the names of this function.
pub struct Messages {
    pub start: Option<Message>,
    pub done: Option<Message>,
    pub err: Option<Message>,
    pub panic: Option<Message>,
    pub cancel: Option<Message>,
}

impl Messages {
    /// The values that they show.
    fn values(&self) -> impl Iterator<Item = &Value> {
        let Messages {
            start,
            done,
            err,
            panic,
            cancel,
        } = self;
        let messages = [start, done, err, panic, cancel];
        messages.into_iter().flatten().flat_map(Message::values)
    }

    pub fn parse(args: &Args, bindings: &[Binding]) -> Result<Self> {
        let mut errors = None::<Error>;
        let is_hidden = |name: &str| is_hidden(args, name);
        let names = names(args, bindings);
        let mut parse = |event: &Event, known| {
            let text: &LitStr = event.message.as_ref()?;
            message::parse(text, &names, known, &is_hidden)
                .map_err(|error| combine(&mut errors, error))
                .ok()
        };
        let messages = Messages {
            start: parse(&args.start, message::START),
            done: parse(&args.done, message::DONE),
            err: parse(&args.err, message::ERROR),
            panic: parse(&args.panic, message::ERROR),
            cancel: parse(&args.cancel, message::CANCEL),
        };
        errors.map_or(Ok(messages), Err)
    }
}

/// What a message may name: the fields, then the arguments, in the order in which [`Writer::named`] finds them.
fn names(args: &Args, bindings: &[Binding]) -> Vec<String> {
    let fields = args
        .fields
        .iter()
        .map(|field| match (&field.name, &field.value) {
            (Name::Known(name), Some(_)) => name.clone(),
            // Nothing that a message could say.
            _ => String::new(),
        });
    fields.chain(bindings.iter().map(Binding::name)).collect()
}

impl Writer<'_> {
    /// What holds the value of a name in a message.
    fn named(&self, at: usize) -> Ident {
        match at.checked_sub(self.args.fields.len()) {
            Some(binding) => self.params.bindings[binding].held().clone(),
            None => self.fresh(&format!("__tracked_field_{at}")),
        }
    }

    /// What holds the value of a field that a message names too, so that it is evaluated once.
    fn held_field(&self, value: &Expr) -> Option<Ident> {
        let mut fields = self.args.fields.iter();
        let at = fields.position(|field| {
            field
                .value
                .as_ref()
                .is_some_and(|other| std::ptr::eq(other, value))
        })?;
        self.is_named(at).then(|| self.named(at))
    }

    /// Whether a message names this one, a field or an argument behind those.
    fn is_named(&self, at: usize) -> bool {
        let mut values = self.messages.values();
        values.any(|value| value.shown == at || value.named.contains(&at))
    }

    /// Whether the facts need more than the arguments, as a tuple, can tell.
    pub fn tells_more_than_arguments(&self) -> bool {
        self.args.parent.is_some()
            || self
                .show
                .iter()
                .any(|show| matches!(show.value, Source::Field(_) | Source::Receiver))
    }

    /// Whether what there is to tell are all of the arguments, and the runtime knows how to show each.
    fn tells_each(&self) -> bool {
        let bindings = &self.params.bindings;
        let mut shown = self.show.iter().zip(bindings);
        (1..=MAX_EACH).contains(&bindings.len())
            && bindings.len() == self.show.len()
            && shown.all(|(show, binding)| show.is_of(binding) && show.is_known())
            && self.messages.values().next().is_none()
    }

    /// Whether the arguments are still there after the body, and those that are shown as they were before.
    pub fn can_tell_later(&self) -> bool {
        let mut bindings = self.params.bindings.iter().enumerate();
        bindings.all(|(at, binding)| {
            let mut show = self.show.iter();
            if show.any(|show| show.is_of(binding)) || self.is_named(self.args.fields.len() + at) {
                binding.look >= Look::Steady
            } else {
                binding.look >= Look::Copied
            }
        })
    }

    /// What tells the facts of a call from the tuple of its arguments. A function of the runtime's is in braces: clippy
    /// takes a path for a static, which the call might change.
    pub fn facts_of_tuple(&self) -> TokenStream {
        let private = self.private();
        if self.tells_each() {
            return quote!({ #private::each });
        }
        let Some(facts) = self.told(|held| quote!(*#held)) else {
            return quote!({ #private::nothing });
        };
        let held = self.params.bindings.iter().map(Binding::held);
        let call = self.fresh("__tracked_call");
        quote!(|(#(#held,)*), #call| { #facts })
    }

    /// A closure that tells the facts of a call from the arguments where they are.
    pub fn facts_in_place(&self) -> TokenStream {
        let facts = self.told(|held| quote!(#held));
        let call = self.fresh("__tracked_call");
        quote!(|#call| { #facts })
    }

    /// What there is to tell, given how to write the value itself where a name may hold a reference to it.
    fn told(&self, value: impl Fn(&Ident) -> TokenStream) -> Option<TokenStream> {
        let private = self.private();
        let known = names(self.args, &self.params.bindings);
        let args: Vec<_> = self.show.iter().map(|show| self.shown(show)).collect();
        let values = |event: &str, message: &Option<Message>| -> Option<TokenStream> {
            let values = message.as_ref()?.values().map(
                |Value {
                     format,
                     span,
                     shown,
                     named,
                 }| {
                    // A value that can't be written so is a mistake in the message, so that is where it is told.
                    let mut shown = self.named(*shown);
                    shown.set_span(span.resolved_at(shown.span()));
                    let named = named.iter().map(|&named| {
                        let name = Ident::new(&known[named], Span::call_site());
                        let held = self.named(named);
                        let is_field = named < self.args.fields.len();
                        let value = if is_field {
                            quote!(*#held)
                        } else {
                            value(&held)
                        };
                        quote!(, #name = #value)
                    });
                    quote!(#private::format_args!(#format, #shown #(#named)*))
                },
            );
            let values: Vec<_> = values.collect();
            let event = Ident::new(event, Span::call_site());
            (!values.is_empty()).then(|| quote!(.values(#private::Event::#event, &[#(#values),*])))
        };
        let messages = &self.messages;
        let told = [
            self.args
                .parent
                .as_ref()
                .map(|parent| quote!(.parent(#parent))),
            (!args.is_empty()).then(|| quote!(.args(&[#(#args),*]))),
            values("Start", &messages.start),
            values("Done", &messages.done),
            values("Error", &messages.err),
            values("Panic", &messages.panic),
            values("Cancel", &messages.cancel),
        ];
        if told.iter().all(Option::is_none) {
            return None;
        }
        let call = self.fresh("__tracked_call");
        let asks = self.show.iter().any(Show::is_asked);
        let import = asks.then(|| quote!(use #private::ByName as _;));
        let fields = self
            .args
            .fields
            .iter()
            .enumerate()
            .filter(|(at, _)| self.is_named(*at));
        let fields = fields.filter_map(|(at, field)| {
            let held = self.named(at);
            let value = field.value.as_ref()?;
            Some(quote!(let #held = &(#value);))
        });
        let told = told.iter().flatten();
        Some(quote!(#import #(#fields)* #(#call #told;)*))
    }

    /// A value as the runtime takes it.
    fn shown(&self, show: &Show) -> TokenStream {
        let private = self.private();
        let value = match &show.value {
            Source::Hidden => return quote!(#private::REDACTED),
            Source::Argument(binding) => binding.held().to_token_stream(),
            Source::Receiver => quote!(self),
            // Of a value without a size only a reference can be handed on.
            Source::Field(value) => match self.held_field(value) {
                Some(held) => held.to_token_stream(),
                None => quote!(&(#value)),
            },
        };
        let shown = match show.mode {
            None if show.is_known() => quote!(#private::known(&#value)),
            None => quote!(#private::Value(&#value).__tracked_show()),
            Some(Mode::Debug) => quote!(#private::debug(&#value)),
            Some(Mode::Display) => quote!(#private::display(&#value)),
        };
        if !show.constant {
            return shown;
        }
        let name = &show.name;
        let secrets = SECRETS;
        quote!(#private::unless_secret(#name, &[#(#secrets),*], #shown))
    }
}
