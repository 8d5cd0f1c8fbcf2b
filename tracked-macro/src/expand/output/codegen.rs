//! The names and spans of the generated code.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::expand::args::{Args, StrOrPath};
use crate::expand::plan::{Binding, FunctionPlan, ValueIndex};

/// Writes one function.
pub struct Codegen<'a> {
    pub plan: &'a FunctionPlan<'a>,
    /// The path to the runtime crate.
    pub krate: Tokens,
    /// The path to the names in it that are for generated code.
    pub runtime: Tokens,
}

/// Tokens that occur often. They are appended one by one, because it takes the compiler longer to append a stream.
pub struct Tokens(Vec<TokenTree>);

impl From<TokenStream> for Tokens {
    fn from(tokens: TokenStream) -> Self {
        Tokens(tokens.into_iter().collect())
    }
}

impl ToTokens for Tokens {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.iter().cloned());
    }
}

pub fn crate_path(args: &Args) -> Tokens {
    let path = match &args.krate {
        Some(path) => path.to_token_stream(),
        None => quote!(::tracked_core),
    };
    path.into()
}

impl<'a> Codegen<'a> {
    pub fn new(plan: &'a FunctionPlan<'a>) -> Self {
        let krate = crate_path(plan.args);
        Codegen {
            plan,
            runtime: quote!(#krate::__private).into(),
            krate,
        }
    }

    /// An identifier that differs from all aliases.
    pub fn fresh_ident(&self, name: &str) -> Ident {
        let mut name = name.to_owned();
        let bindings = &self.plan.params.bindings;
        while bindings.iter().any(|binding| binding.name() == name) {
            name.push('_');
        }
        Ident::new(&name, Span::mixed_site())
    }

    /// The identifier that holds a value of a message.
    pub fn ident_of(&self, source: ValueIndex) -> Ident {
        match source {
            ValueIndex::Field(at) => self.fresh_ident(&format!("__tracked_field_{at}")),
            ValueIndex::Argument(at) => self.plan.params.bindings[at].alias_or_ident().clone(),
        }
    }

    /// The arguments, in the order of the signature.
    pub fn arguments(&self) -> impl Iterator<Item = &Ident> {
        let bindings = self.plan.params.bindings.iter();
        bindings.map(Binding::alias_or_ident)
    }

    /// The span of a closure around the body: clippy's lints about the end of a function treat the closure as user
    /// code if it begins where the body does.
    pub fn body_span(&self) -> Span {
        self.plan.function.body.span_open()
    }

    /// A block around the body, with the braces of the body.
    pub fn in_body_braces(&self, tokens: TokenStream) -> Group {
        braces(tokens, self.plan.function.body.span())
    }
}

pub fn braces(tokens: TokenStream, span: Span) -> Group {
    let mut group = Group::new(Delimiter::Brace, tokens);
    group.set_span(span);
    group
}

/// The tokens at another location.
pub fn respan(tokens: TokenStream, span: Span) -> TokenStream {
    let tokens = tokens.into_iter().map(|mut token| {
        token.set_span(span);
        token
    });
    tokens.collect()
}

/// An identifier without hygiene: a name of the runtime, or of an argument of `format_args!`.
pub fn call_site_ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// Binds the user's name to the value of its alias.
pub fn rebind(binding: &Binding, value: impl Fn(TokenStream) -> TokenStream) -> TokenStream {
    let (lints, mutability, ident) = (&binding.lints, &binding.mutability, &binding.ident);
    let value = value(binding.alias_or_ident().to_token_stream());
    quote!(#(#lints)* let #mutability #ident = #value;)
}

/// As an expression.
pub fn str_or_path(text: &StrOrPath) -> TokenStream {
    match text {
        StrOrPath::Str(text) => text.to_token_stream(),
        StrOrPath::Path(path) => path.to_token_stream(),
    }
}
