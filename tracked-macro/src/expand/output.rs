//! The generated code: the only file that writes any.
//!
//! It states facts, the runtime acts. There are three shapes, in each of which the user's body stands once, in the
//! user's own braces; what a shape can't do is why there is another.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Error, FnArg, Receiver, Result, ReturnType, Token, Type};

use super::args::{Args, Event, Level};
use super::input::TrackedFn;
use super::mentions::{may_await, mentions};
use super::message::{self, Message, Piece, Value};
use super::observe::observe;
use super::params::{self, Binding, Params};
use super::returns::{self, ALL, Question, Returns};
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
        Shape::Call | Shape::Future => true,
        Shape::InPlace => !mentions(body.clone(), name),
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
    /// As a future that the runtime polls, made by a closure that it calls.
    Future,
}

impl Shape {
    fn of(function: &TrackedFn) -> Self {
        let sig = &function.sig;
        let opaque = matches!(Returns::of(&sig.output), Returns::Opaque);
        if sig.asyncness.is_some() {
            Shape::Future
        } else if sig.variadic.is_some() || opaque || function.tracks_caller() {
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
        let private = &self.private;
        let run = if let Returns::Future(_) = self.returns {
            quote!(deferred)
        } else {
            quote!(call)
        };
        let handed = self.handed_over();
        let bindings = &self.params.bindings;
        let names = bindings.iter().map(
            |Binding {
                 mutability, ident, ..
             }| quote!(#mutability #ident),
        );
        let lints = bindings.iter().flat_map(|binding| &binding.lints);
        let output = match &self.function.sig.output {
            ReturnType::Default => quote!(()),
            ReturnType::Type(_, ty) => returns::nameable(ty).into_token_stream(),
        };
        let body = self.body_that_holds_self();
        let move_ = Token![move](self.place_of_body());
        quote!(#private::#run(#handed, #move_ |#(#lints)* (#(#names,)*)| -> #output #body))
    }

    // Input:
    //     async fn f(a: A, unused: B) -> Ret { BODY }
    // Output:
    //     deferred(&SITE, (a', unused'), |(a', unused'), call| { FACTS }, KIND, move |(a, unused')| async move {
    //         match { hold((&unused', &a)); let unused = &unused'; if false { return typed::<Ret>(); } } {
    //             () => { BODY }
    //         }
    //     }).await
    //
    // What stands before the user's block is for the compiler alone. What is held is only named, first and last to
    // first: the block then owns its arguments, and drops them in the order in which the function would. A name that
    // the body doesn't mention is bound, for the warning. A return that never happens tells the type, for which an
    // async block has no place.
    //
    // `ready(…)` in place of `….await` where the body awaits nothing, which clippy has something to say about.
    fn future(&self) -> TokenStream {
        let Self {
            private, function, ..
        } = self;
        let handed = self.handed_over();
        let mentioned = |binding: &Binding| mentions(function.body.stream(), &binding.name());
        let bindings = &self.params.bindings;
        let names = bindings.iter().map(|binding| {
            let Binding {
                mutability, ident, ..
            } = binding;
            if mentioned(binding) {
                quote!(#mutability #ident)
            } else {
                binding.held().to_token_stream()
            }
        });
        let lints = bindings.iter().flat_map(|binding| &binding.lints);
        let unmentioned = bindings
            .iter()
            .filter(|binding| !mentioned(binding) && !binding.may_be_unused())
            .map(|binding| {
                let Binding {
                    mutability,
                    ident,
                    lints,
                    ..
                } = binding;
                let held = binding.held();
                quote!(#(#lints)* let #mutability #ident = &#held;)
            });
        let typed = match &function.sig.output {
            ReturnType::Default => Some(quote!(())),
            ReturnType::Type(_, ty)
                if matches!(returns::visible(ty), Type::Never(_) | Type::ImplTrait(_)) =>
            {
                None
            }
            ReturnType::Type(_, ty) => Some(returns::nameable(ty).into_token_stream()),
        };
        let typed = typed.map(|ty| quote!(if false { return #private::typed::<#ty>(); }));
        let owned: Vec<_> = bindings
            .iter()
            .rev()
            .filter(|binding| !binding.inert)
            .collect();
        let held = owned.iter().map(|binding| {
            if mentioned(binding) {
                &binding.ident
            } else {
                binding.held()
            }
        });
        let body = &function.body;
        let async_ = Token![async](self.place_of_body());
        let block = self.in_place_of_body(quote! {
            match { #private::hold((#(&#held,)*)); #(#unmentioned)* #typed } { () => #body }
        });
        let future = quote!(#private::deferred(#handed, move |#(#lints)* (#(#names,)*)| #async_ move #block));
        if may_await(function.body.stream()) {
            quote!(#future.await)
        } else {
            quote!(#private::ready(#future))
        }
    }

    /// Where a closure around the body begins: where the body does, so that the lints that look at the end of a
    /// function take it for the user's.
    fn place_of_body(&self) -> Span {
        self.function.body.span_open()
    }

    /// A block around the body, with the body's braces.
    fn in_place_of_body(&self, tokens: TokenStream) -> Group {
        let mut block = Group::new(Delimiter::Brace, tokens);
        block.set_span(self.function.body.span());
        block
    }

    /// What the runtime gets beside the body: the site, the arguments, a closure that tells the facts, the kind of
    /// the value.
    fn handed_over(&self) -> TokenStream {
        let site = self.site();
        let held = self.params.bindings.iter().map(Binding::held);
        let facts = self.facts_of_tuple();
        let kind = self.kind();
        quote!(&#site, (#(#held,)*), #facts, #kind)
    }

    // Input:
    //     fn f(a: A, unused: B) -> Ret { BODY }
    // Output:
    //     let call = guard(&SITE, |call| { FACTS });
    //     let unused = unused';
    //     BODY
    //
    // Where the value may be a failure, BODY is rewritten: see `observe.rs`.
    fn in_place(&self) -> TokenStream {
        let Self {
            private, function, ..
        } = self;
        let site = self.site();
        let rebound = self.rebound();
        let facts = self.facts_in_place();
        let guard = self.fresh("__tracked_call");
        let mut body = function.body.stream();
        if let Returns::Value(Some(_)) = self.returns {
            let kind = self.kind();
            let tried = self.fresh("__tracked_value");
            body = observe(
                body,
                &|value| quote!(#private::Guard::returns(&#guard, #kind, #value)),
                // What `value` borrows from is dropped at the end of the statement, as it would be without this.
                &|value| {
                    let kind = self.ask(ALL, &quote!(#private::Probe::of(&#tried)));
                    quote!(match #value { #tried => #private::Guard::returns(&#guard, #kind, #tried) })
                },
            );
        }
        quote! {
            let #guard = #private::guard(&#site, #facts);
            #rebound
            #body
        }
    }

    /// A name of our own that no twin has.
    fn fresh(&self, name: &str) -> Ident {
        let mut name = name.to_owned();
        while self
            .params
            .bindings
            .iter()
            .any(|binding| binding.name() == name)
        {
            name.push('_');
        }
        Ident::new(&name, Span::mixed_site())
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
            let twin = twin.as_ref().filter(|_| !binding.may_be_unused())?;
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
        let Some(facts) = self.told(|held| quote!(*#held)) else {
            return quote!(#private::nothing);
        };
        let held = self.params.bindings.iter().map(Binding::held);
        let call = self.fresh("__tracked_call");
        quote!(|(#(#held,)*), #call| { #facts })
    }

    /// A closure that tells the facts of a call from the arguments where they are.
    fn facts_in_place(&self) -> TokenStream {
        let facts = self.told(|held| quote!(#held));
        let call = self.fresh("__tracked_call");
        quote!(|#call| { #facts })
    }

    /// What there is to tell, given how to write the value itself where a name may hold a reference to it.
    fn told(&self, value: impl Fn(&Ident) -> TokenStream) -> Option<TokenStream> {
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
                let held = binding.held();
                if is_secret(&binding.name()) {
                    quote!(#private::REDACTED)
                } else {
                    quote!(#private::Value(&#held).__tracked_show())
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
                    let shown = bindings[*binding].held();
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
        let call = self.fresh("__tracked_call");
        let import = (!args.is_empty()).then(|| quote!(use #private::ByName as _;));
        Some(quote!(#import #call #(#told)*;))
    }

    /// What the runtime makes of the value, found out by the compiler from its type.
    fn kind(&self) -> TokenStream {
        let private = &self.private;
        let (Returns::Value(Some(question)) | Returns::Future(Some(question))) = &self.returns
        else {
            return quote!(#private::Plain);
        };
        let Question { ty, kinds, boxed } = question;
        let (output, kinds) = match boxed {
            // `__tracked_output` returns a reference: that is one.
            true => (Some(quote!(.__tracked_output())), kinds - 1),
            false => (None, *kinds),
        };
        self.ask(kinds, &quote!(#private::Probe::<#ty>::NEW #output))
    }

    /// Each `&` is a kind that comes into question.
    fn ask(&self, kinds: usize, probe: &TokenStream) -> TokenStream {
        let private = &self.private;
        let references = (0..kinds).map(|_| quote!(&));
        quote!({ use #private::kinds::*; (#(#references)* #probe).__tracked_kind() })
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
                let FnArg::Typed(param) = input else {
                    return None;
                };
                let cfg = param
                    .attrs
                    .iter()
                    .position(|attr| attr.path().is_ident("cfg"))?;
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
