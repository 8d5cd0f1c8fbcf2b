//! The generated code: the only place that writes any.
//!
//! It states facts, the runtime acts. There are three shapes, in each of which the user's body stands once, in the
//! user's own braces; what a shape can't do is why there is another.

mod callsite;
mod classify;
mod observe;
mod record;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Error, Expr, FnArg, Receiver, Result, ReturnType, Token, Type};

use self::observe::observe;
use self::record::{Messages, Show};
use super::args::options::Args;
use super::input::function::TrackedFn;
use super::input::tokens::{may_await, mentions};
use super::plan::params::{self, Binding, Look, Params};
use super::plan::returns::{self, ALL, Returns};

/// Writes the function anew.
pub fn write(args: &Args, function: &TrackedFn) -> Result<TokenStream> {
    if let Some(variants) = without_cfg(function) {
        let variants: Vec<_> = variants
            .iter()
            .map(|variant| write(args, variant))
            .collect::<Result<_>>()?;
        return Ok(quote!(#(#variants)*));
    }
    let returns = Returns::of(&function.sig.output);
    let shape = Shape::of(args, function, &returns);
    let body = function.body.stream();
    let values = record::expressions(args);
    let params = params::bind(&function.sig, shape != Shape::InPlace, |name| match shape {
        Shape::Call | Shape::Future => !mentions(values.clone(), name),
        Shape::InPlace => !mentions(values.clone(), name) && !mentions(body.clone(), name),
    });
    let krate = args.runtime();
    let writer = Writer {
        private: Private::of(function, &krate),
        krate,
        function,
        returns,
        show: record::select(args, function, &params.bindings)?,
        messages: Messages::parse(args, &params.bindings)?,
        params: &params,
        args,
    };
    writer.check_returns()?;
    let init = writer.init()?;
    let rewritten = match shape {
        Shape::Call => writer.call(),
        Shape::InPlace => writer.in_place(),
        Shape::Future => writer.future(),
    };
    let TrackedFn { attrs, vis, .. } = function;
    let sig = &params.sig;
    let import = writer.import();
    let block = writer.in_place_of_body(quote!(#import #init #rewritten));
    Ok(quote!(#(#attrs)* #vis #sig #block))
}

/// How the body is run.
#[derive(Clone, Copy, PartialEq)]
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
    fn of(args: &Args, function: &TrackedFn, returns: &Returns) -> Self {
        let sig = &function.sig;
        // What a closure is returned as has to be known where it stands; of another value one may ask to see it.
        let opaque = matches!(returns, Returns::Opaque)
            && (args.ret.is_none() || mentions(sig.output.to_token_stream(), "Fn"));
        if sig.asyncness.is_some() {
            Shape::Future
        } else if sig.variadic.is_some() || opaque || function.tracks_caller() {
            Shape::InPlace
        } else {
            Shape::Call
        }
    }
}

/// All that is known of the function, and what was asked for.
struct Writer<'a> {
    /// Where the runtime is.
    krate: TokenStream,
    private: Private,
    function: &'a TrackedFn,
    args: &'a Args,
    returns: Returns,
    params: &'a Params,
    show: Vec<Show<'a>>,
    messages: Messages,
}

/// How what generated code may name is named.
enum Private {
    Imported(Ident),
    /// For a function with an attribute that mentions `inline`.
    Path(TokenStream),
}

impl Private {
    fn of(function: &TrackedFn, krate: &TokenStream) -> Self {
        let mut attrs = function.attrs.iter();
        if attrs.any(|attr| mentions(attr.meta.to_token_stream(), "inline")) {
            Private::Path(quote!(#krate::__private))
        } else {
            Private::Imported(Ident::new("__tracked", Span::call_site()))
        }
    }
}

impl ToTokens for Private {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            // Far quicker than a stream, and it is named two dozen times a function.
            Private::Imported(name) => name.to_tokens(tokens),
            Private::Path(path) => path.to_tokens(tokens),
        }
    }
}

impl Writer<'_> {
    /// The path to what generated code may name.
    fn private(&self) -> &Private {
        &self.private
    }

    /// The import that the path goes by: it is in there so often that the compiler is slower without. Clippy, though,
    /// has nothing to say of `#[inline(always)]` on a function that begins with one.
    fn import(&self) -> Option<TokenStream> {
        let krate = &self.krate;
        match &self.private {
            Private::Imported(name) => Some(quote!(use #krate::__private as #name;)),
            Private::Path(_) => None,
        }
    }

    // Input:
    //     fn f(a: A, mut b: B) -> Ret { BODY }
    // Output:
    //     call(&SITE, (a', b'), |(a', b'), call| { FACTS }, KIND, Inline, move |(a, mut b)| -> Ret { BODY })
    //
    // `Apart` in place of `Inline` where a second copy of the body would weigh.
    //
    // `call_noted` in place of `call` where the facts can't wait until the body has run.
    //
    // Where there is more to tell than of the arguments, or only a future is made that does what was asked for, the
    // facts are told before:
    //     call_opened(open(&SITE, |call| { FACTS }), (a', b'), KIND, Inline, move |(a, mut b)| -> Ret { BODY })
    fn call(&self) -> TokenStream {
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
        let body = quote!(#move_ |#(#lints)* (#(#names,)*)| -> #output #body);
        // Making the future is up to the user.
        if let Returns::Future(..) = self.returns {
            return self.run_opened("deferred_opened", &body);
        }
        let private = self.private();
        // Where the user asks for `inline`, which `Private` tells, a jump is not what is wanted.
        let place = match private {
            Private::Imported(_) if is_long(&self.function.body) => quote!(#private::Apart),
            _ => quote!(#private::Inline),
        };
        let body = quote!(#place, #body);
        if self.tells_more_than_arguments() {
            self.run_opened("call_opened", &body)
        } else if let Some(shown) = self.shown_late() {
            self.run("call_shown", &quote!(#body, #shown))
        } else if self.can_tell_later() {
            self.run("call", &body)
        } else {
            self.run("call_noted", &body)
        }
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
        let private = self.private();
        let function = self.function;
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
        let owned = bindings
            .iter()
            .rev()
            .filter(|binding| binding.look < Look::Inert);
        let held = owned.map(|binding| {
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
        let body = quote!(move |#(#lints)* (#(#names,)*)| #async_ move #block);
        let future = if self.tells_more_than_arguments() {
            self.run_opened("deferred_opened", &body)
        } else {
            self.run("deferred", &body)
        };
        if may_await(function.body.stream()) {
            quote!(#future.await)
        } else {
            quote!(#private::ready(#future))
        }
    }

    /// Has the body run as a call of the site, with what is told of its arguments.
    fn run(&self, run: &str, body: &TokenStream) -> TokenStream {
        let private = self.private();
        let site = self.site();
        let held = self.params.bindings.iter().map(Binding::held);
        let facts = self.facts_of_tuple();
        let kind = self.kind();
        let run = Ident::new(run, Span::call_site());
        quote!(#private::#run(&#site, (#(#held,)*), #facts, #kind, #body))
    }

    /// Has the body run as a call that was opened before.
    fn run_opened(&self, run: &str, body: &TokenStream) -> TokenStream {
        let private = self.private();
        let site = self.site();
        let facts = self.facts_in_place();
        let held = self.params.bindings.iter().map(Binding::held);
        let kind = self.kind();
        let run = Ident::new(run, Span::call_site());
        quote!(#private::#run(#private::open(&#site, #facts), (#(#held,)*), #kind, #body))
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
        let private = self.private();
        let site = self.site();
        let facts = self.facts_in_place();
        let guard = self.fresh("__tracked_call");
        let mut body = self.function.body.stream();
        if self.looks_at_value() {
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
        let rebound = self.params.bindings.iter().filter_map(|binding| {
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
        quote! {
            let #guard = #private::guard(&#site, #facts);
            #(#rebound)*
            #body
        }
    }

    /// The logger setup in front of `main`.
    fn init(&self) -> Result<Option<TokenStream>> {
        let Some(init) = &self.args.init else {
            return Ok(None);
        };
        if self.function.sig.ident != "main" {
            return Err(Error::new(
                init.span,
                "`init` stands on `fn main`, where a program sets its logger up",
            ));
        }
        let krate = &self.krate;
        Ok(Some(match &init.builder {
            None => quote!(#krate::init();),
            Some(Expr::Path(function)) => quote!(#function().init();),
            Some(builder) => quote!((#builder).init();),
        }))
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

    /// The body of a closure. A method that takes `self` by value owns all of it, where a closure would take only
    /// the fields that it names.
    fn body_that_holds_self(&self) -> Group {
        let body = &self.function.body;
        let receiver = self.function.sig.receiver();
        let this = receiver
            .filter(|receiver| is_owned(receiver))
            .and_then(|_| body.stream().into_iter().find_map(self_token));
        let Some(this) = this else {
            return body.clone();
        };
        let private = self.private();
        let statements = body.stream();
        self.in_place_of_body(quote!(#private::hold((&#this,)); #statements))
    }
}

/// Whether a body is worth a jump to spare the program a second copy: where a call is tracked, and where it isn't.
fn is_long(body: &Group) -> bool {
    const SHORT: usize = 24;
    fn count(tokens: TokenStream, left: &mut usize) {
        for token in tokens {
            *left = left.saturating_sub(1);
            if let (TokenTree::Group(group), true) = (token, *left > 0) {
                count(group.stream(), left);
            }
        }
    }
    let mut left = SHORT;
    count(body.stream(), &mut left);
    left == 0
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
