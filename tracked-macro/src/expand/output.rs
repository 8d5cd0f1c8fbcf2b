//! The generated code: the only file that writes any.
//!
//! It states facts, the runtime acts. There are three shapes, in each of which the user's body stands once, in the
//! user's own braces; what a shape can't do is why there is another.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Error, FnArg, Receiver, Result, ReturnType, Type};

use super::args::{Args, Event, Level};
use super::input::TrackedFn;
use super::mentions::{may_await, mentions};
use super::message::{self, Message, Piece, Value};
use super::params::{self, Binding, Params};
use super::returns::{self, Returns};
use super::secrets::is_secret;

/// Writes the function anew.
pub fn write(args: &Args, function: &TrackedFn) -> Result<TokenStream> {
    if let Some(variants) = without_cfg(function) {
        let variants: Vec<_> = variants
            .iter()
            .map(|variant| write(args, variant))
            .collect::<Result<_>>()?;
        return Ok(quote!(#(#variants)*));
    }
    let shape = Shape::of(function);
    let body = function.body.stream();
    let params = params::bind(&function.sig, |name| match shape {
        Shape::Call => true,
        Shape::InPlace | Shape::Future => !mentions(body.clone(), name),
    });
    let writer = Writer {
        private: private(args),
        function,
        returns: Returns::of(&function.sig.output),
        params: &params,
        facts: Facts::of(args, &params.bindings)?,
        args,
    };
    let rewritten = match shape {
        Shape::Call => writer.call(),
        Shape::InPlace => writer.in_place(),
        Shape::Future => writer.future(),
    };
    let TrackedFn { attrs, vis, .. } = function;
    let sig = &params.sig;
    let mut block = Group::new(Delimiter::Brace, rewritten);
    block.set_span(function.body.span());
    Ok(quote!(#(#attrs)* #vis #sig #block))
}

/// The one place that knows where the runtime is.
fn private(args: &Args) -> TokenStream {
    args.krate.as_ref().map_or_else(
        || quote!(::tracked_core::__private),
        |path| quote!(#path::__private),
    )
}

/// How the body is run.
#[derive(Clone, Copy)]
enum Shape {
    /// As a closure that the runtime calls: it sees the value or the panic, and a call that isn't tracked costs a
    /// test and a jump.
    Call,
    /// Behind a guard: for functions in which a closure would change something, `#[track_caller]`'s location or what
    /// is inferred of an `impl Trait`. The runtime sees the end of the call, not the value.
    InPlace,
    /// As a future that the runtime polls.
    Future,
}

impl Shape {
    fn of(function: &TrackedFn) -> Self {
        let sig = &function.sig;
        let opaque = matches!(Returns::of(&sig.output), Returns::Opaque);
        if sig.asyncness.is_some() && may_await(function.body.stream()) {
            Shape::Future
        } else if sig.variadic.is_some() || opaque || function.has_attribute("track_caller") {
            Shape::InPlace
        } else {
            Shape::Call
        }
    }
}

/// What is said of the five events, parsed against the names of this function.
struct Facts {
    start: Option<Message>,
    done: Option<Message>,
    err: Option<Message>,
    panic: Option<Message>,
    cancel: Option<Message>,
}

impl Facts {
    fn of(args: &Args, bindings: &[Binding]) -> Result<Self> {
        let mut errors = None::<Error>;
        let mut parse = |event: &Event, known| match event {
            Event::Default | Event::Off => None,
            Event::Message(text) => match message::parse(text, bindings, known) {
                Ok(message) => Some(message),
                Err(error) => {
                    match &mut errors {
                        Some(errors) => errors.combine(error),
                        None => errors = Some(error),
                    }
                    None
                }
            },
        };
        let facts = Facts {
            start: parse(&args.start, message::START),
            done: parse(&args.done, message::DONE),
            err: parse(&args.err, message::ERROR),
            panic: parse(&args.panic, message::ERROR),
            cancel: parse(&args.cancel, message::DONE),
        };
        errors.map_or(Ok(facts), Err)
    }
}

struct Writer<'a> {
    private: TokenStream,
    function: &'a TrackedFn,
    returns: Returns,
    params: &'a Params,
    facts: Facts,
    args: &'a Args,
}

impl Writer<'_> {
    // Input:
    //     fn f(a: A, mut b: B) -> Ret { BODY }
    // Output:
    //     call(&SITE, (a', b'), |(a', b'), call| { FACTS }, KIND, move |(a, mut b)| -> Ret { BODY })
    //
    // `deferred` in place of `call` where the body only makes the future that does what was asked for.
    fn call(&self) -> TokenStream {
        let Self { private, .. } = self;
        let site = self.site();
        let bindings = &self.params.bindings;
        let held = bindings.iter().map(Binding::held);
        let user = bindings.iter().map(|binding| {
            let Binding {
                mutability, ident, ..
            } = binding;
            quote!(#mutability #ident)
        });
        let lints = bindings.iter().flat_map(|binding| &binding.lints);
        let facts = self.facts_of_tuple();
        let kind = self.kind();
        let output = match &self.function.sig.output {
            ReturnType::Default => quote!(()),
            ReturnType::Type(_, ty) => returns::nameable(ty).into_token_stream(),
        };
        let body = self.body_that_holds_self();
        let run = if let Returns::Future(_) = self.returns {
            quote!(deferred)
        } else {
            quote!(call)
        };
        quote! {
            #private::#run(&#site, (#(#held,)*), #facts, #kind, move |#(#lints)* (#(#user,)*)| -> #output #body)
        }
    }

    // Input:
    //     fn f(a: A, unused: B) -> Ret { BODY }
    // Output:
    //     let unused = unused';
    //     let _call = guard(&SITE, |call| { FACTS });
    //     BODY
    fn in_place(&self) -> TokenStream {
        let Self {
            private, function, ..
        } = self;
        let site = self.site();
        let rebound = self.rebound();
        let facts = self.facts_in_place();
        let body = function.body.stream();
        let guard = Ident::new("__call", Span::mixed_site());
        quote! {
            #rebound
            let #guard = #private::guard(&#site, #facts);
            #body
        }
    }

    // Input:
    //     async fn f(a: A, unused: B) -> Ret { BODY }
    // Output:
    //     let unused = unused';
    //     let call = open(&SITE, |call| { FACTS });
    //     future(call, KIND, async move {
    //         match hold((&a,)) { () if false => return typed::<Ret>(), () => { BODY } }
    //     }).await
    //
    // The arm that is never taken tells the compiler the type, which an async block has no place for. What is held
    // is only named: the block then owns its arguments in the order that drops them as the function would.
    fn future(&self) -> TokenStream {
        let Self {
            private, function, ..
        } = self;
        let site = self.site();
        let rebound = self.rebound();
        let facts = self.facts_in_place();
        let kind = self.kind();
        let body = &function.body;
        let held = self
            .params
            .bindings
            .iter()
            .rev()
            .filter(|binding| binding.twin.is_none() && !binding.inert);
        let held: Vec<_> = held.map(|binding| &binding.ident).collect();
        let held = match held.len() {
            0 | 1 => quote!(()),
            _ => quote!(#private::hold((#(&#held,)*))),
        };
        let typed = match &function.sig.output {
            ReturnType::Default => Some(quote!(())),
            ReturnType::Type(_, ty) if matches!(**ty, Type::Never(_) | Type::ImplTrait(_)) => None,
            ReturnType::Type(_, ty) => Some(returns::nameable(ty).into_token_stream()),
        };
        let typed = typed.map(|ty| quote!(() if false => return #private::typed::<#ty>(),));
        let call = Ident::new("__call", Span::mixed_site());
        quote! {
            #rebound
            let #call = #private::open(&#site, #facts);
            #private::future(#call, #kind, async move {
                match #held { #typed () => #body }
            }).await
        }
    }

    /// The names that the body doesn't mention, bound for the compiler's eyes alone.
    fn rebound(&self) -> TokenStream {
        let twins = self.params.bindings.iter().filter_map(|binding| {
            let Binding {
                ident,
                mutability,
                lints,
                twin,
                ..
            } = binding;
            let twin = twin.as_ref()?;
            Some(quote!(#(#lints)* let #mutability #ident = #twin;))
        });
        quote!(#(#twins)*)
    }

    /// The body of a closure. A method that takes `self` by value owns all of it, where a closure would take only
    /// the fields that it names.
    fn body_that_holds_self(&self) -> Group {
        let body = &self.function.body;
        let owned = match self.function.sig.inputs.first() {
            Some(FnArg::Receiver(receiver)) => is_owned(receiver),
            _ => false,
        };
        if !owned || !mentions(body.stream(), "self") {
            return body.clone();
        }
        let private = &self.private;
        let self_token = body.stream().into_iter().find_map(self_token);
        let statements = body.stream();
        let mut held = Group::new(
            Delimiter::Brace,
            quote!(#private::hold((&#self_token,)); #statements),
        );
        held.set_span(body.span());
        held
    }

    fn site(&self) -> TokenStream {
        let Self {
            private,
            facts,
            args,
            function,
            ..
        } = self;
        let names = self.shown().map(Binding::name);
        let level = args.level.as_ref().map(|level| self.level(level));
        let event =
            |name: &str, event: &Event, message: &Option<Message>, level: &Option<TokenStream>| {
                let default = Ident::new(&name.to_uppercase(), Span::call_site());
                let field = Ident::new(name, Span::call_site());
                let level = match event {
                    Event::Off => Some(quote!(level: #private::None,)),
                    _ => level
                        .as_ref()
                        .map(|level| quote!(level: #private::Some(#level),)),
                };
                let text = message.as_ref().map(|message| {
                    let pieces = message.pieces.iter().map(|piece| self.piece(piece));
                    quote!(text: #private::Some(&[#(#pieces),*]),)
                });
                (level.is_some() || text.is_some()).then(
                || quote!(#field: #private::Report { #level #text ..#private::Report::#default },),
            )
            };
        let start = event("start", &args.start, &facts.start, &level);
        let done = event("done", &args.done, &facts.done, &level);
        let error = event("error", &args.err, &facts.err, &None);
        let panic = event("panic", &args.panic, &facts.panic, &None);
        let cancel = event("cancel", &args.cancel, &facts.cancel, &None);
        // `line!()` tells the line that its own tokens are on: here, that of the function's name.
        let line = quote!(#private::line!()).into_iter().map(|mut token| {
            token.set_span(function.sig.ident.span());
            token
        });
        quote! {
            #private::Site {
                module: #private::module_path!(),
                file: #private::file!(),
                line: #(#line)*,
                args: &[#(#names),*],
                #start #done #error #panic #cancel
                ..#private::Site::DEFAULT
            }
        }
    }

    fn level(&self, level: &Level) -> TokenStream {
        let private = &self.private;
        match level {
            Level::Known(variant) => {
                let variant = Ident::new(variant, Span::call_site());
                quote!(#private::Level::#variant)
            }
            Level::Path(path) => path.to_token_stream(),
        }
    }

    fn piece(&self, piece: &Piece) -> TokenStream {
        let private = &self.private;
        match piece {
            Piece::Text(text) => quote!(#private::Piece::Text(#text)),
            Piece::Value(_) => quote!(#private::Piece::Value),
            Piece::Known(known) => {
                let known = Ident::new(known, Span::call_site());
                quote!(#private::Piece::#known)
            }
        }
    }

    /// The arguments that a record shows, in the order of the signature: all that the user gave a name.
    fn shown(&self) -> impl Iterator<Item = &Binding> {
        // `async_trait` names a parameter `_` by its number.
        self.params
            .bindings
            .iter()
            .filter(|binding| !binding.name().starts_with("__arg"))
    }

    /// A closure that tells the facts of a call from the tuple of its arguments.
    fn facts_of_tuple(&self) -> TokenStream {
        let private = &self.private;
        let Some(facts) = self.told(|held| quote!(#held), |held| quote!(*#held)) else {
            return quote!(#private::nothing);
        };
        let held = self.params.bindings.iter().map(Binding::held);
        let call = Ident::new("__call", Span::mixed_site());
        quote!(|(#(#held,)*), #call| { #facts })
    }

    /// A closure that tells the facts of a call from the arguments where they are.
    fn facts_in_place(&self) -> TokenStream {
        let facts = self.told(|held| quote!(&#held), |held| quote!(#held));
        let call = Ident::new("__call", Span::mixed_site());
        quote!(|#call| { #facts })
    }

    /// What there is to tell, with the ways to write a reference to a value and the value itself.
    fn told(
        &self,
        reference: impl Fn(&Ident) -> TokenStream,
        value: impl Fn(&Ident) -> TokenStream,
    ) -> Option<TokenStream> {
        let Self {
            private,
            facts,
            params,
            ..
        } = self;
        let bindings = &params.bindings;
        let args: Vec<_> = self
            .shown()
            .map(|binding| {
                let held = reference(binding.held());
                if is_secret(&binding.name()) {
                    quote!(#private::REDACTED)
                } else {
                    quote!(#private::Value(#held).show())
                }
            })
            .collect();
        let values = |message: &Option<Message>| -> Option<TokenStream> {
            let values = message.as_ref()?.values().map(
                |Value {
                     format,
                     binding,
                     named,
                 }| {
                    let shown = reference(bindings[*binding].held());
                    let named = named.iter().map(|&named| {
                        let name = Ident::new(&bindings[named].name(), Span::call_site());
                        let value = value(bindings[named].held());
                        quote!(, #name = #value)
                    });
                    quote!(#private::format_args!(#format, #shown #(#named)*))
                },
            );
            let values: Vec<_> = values.collect();
            (!values.is_empty()).then(|| quote!(&[#(#values),*]))
        };
        let told = [
            (!args.is_empty()).then(|| quote!(.args(&[#(#args),*]))),
            values(&facts.start).map(|values| quote!(.values(#private::Event::Start, #values))),
            values(&facts.done).map(|values| quote!(.values(#private::Event::Done, #values))),
            values(&facts.err).map(|values| quote!(.values(#private::Event::Error, #values))),
            values(&facts.panic).map(|values| quote!(.values(#private::Event::Panic, #values))),
            values(&facts.cancel).map(|values| quote!(.values(#private::Event::Cancel, #values))),
        ];
        if told.iter().all(Option::is_none) {
            return None;
        }
        let call = Ident::new("__call", Span::mixed_site());
        let import = (!args.is_empty()).then(|| quote!(use #private::ByName as _;));
        Some(quote!(#import #call #(#told)*;))
    }

    /// What the runtime makes of the value, found out by the compiler from its type.
    fn kind(&self) -> TokenStream {
        let private = &self.private;
        let (ty, output) = match &self.returns {
            Returns::Plain | Returns::Opaque => return quote!(#private::Plain),
            Returns::Value(ty) | Returns::Future(ty) => (ty, None),
            Returns::ValueOrBoxed(ty) => (ty, Some(quote!(.output()))),
        };
        // Each `&` is a kind that is asked for: see `kind.rs`.
        let ask = match (returns::has_generic_error(ty), &output) {
            (true, _) => quote!(&&&&),
            (false, Some(_)) => quote!(&&&&&&),
            (false, None) => quote!(&&&&&&&),
        };
        quote!({ use #private::kind::*; (#ask Probe::<#ty>::NEW #output).kind() })
    }
}

/// `self`, `mut self`, `self: Box<Self>` and the like, but not a reference.
fn is_owned(receiver: &Receiver) -> bool {
    let tokens = receiver.to_token_stream();
    !tokens
        .into_iter()
        .any(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == '&'))
}

/// The first `self` in there: with the hygiene that the body has it in.
fn self_token(token: TokenTree) -> Option<Ident> {
    match token {
        TokenTree::Ident(ident) if ident == "self" => Some(ident),
        TokenTree::Group(group) => group.stream().into_iter().find_map(self_token),
        _ => None,
    }
}

/// A function with `#[cfg]` on a parameter, as the two functions that it stands for.
///
/// A value that may not be there can't be named, so the condition moves to where it can stand: in front of an item.
fn without_cfg(function: &TrackedFn) -> Option<[TrackedFn; 2]> {
    let (position, cfg) =
        function
            .sig
            .inputs
            .iter()
            .enumerate()
            .find_map(|(position, input)| {
                let attrs = match input {
                    FnArg::Typed(param) => &param.attrs,
                    FnArg::Receiver(receiver) => &receiver.attrs,
                };
                let cfg = attrs.iter().position(|attr| attr.path().is_ident("cfg"))?;
                Some((position, cfg))
            })?;
    let mut with = function.clone();
    let mut without = function.clone();
    let FnArg::Typed(param) = &mut with.sig.inputs[position] else {
        return None;
    };
    let mut cfg = param.attrs.remove(cfg);
    with.attrs.insert(0, cfg.clone());
    if let syn::Meta::List(list) = &mut cfg.meta {
        let condition = &list.tokens;
        list.tokens = quote!(not(#condition));
    }
    without.attrs.insert(0, cfg);
    without.sig.inputs = without
        .sig
        .inputs
        .into_iter()
        .enumerate()
        .filter_map(|(at, input)| (at != position).then_some(input))
        .collect();
    Some([with, without])
}
