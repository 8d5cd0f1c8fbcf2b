//! `#[tracked]` on an `impl`, a `trait` or an inline `mod`: the default for every function inside.
//!
//! The block is only walked through, not understood. Each function in it gets an attribute of its own, in which its
//! own options come before those of the block, and is rewritten when the compiler gets to that. So whatever else
//! stands on the block, such as `async_trait`, may come first or last.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Error, Meta, Path, Result, Signature, Token, Visibility};

use super::super::args::options::{Args, INHERITED, split};
use super::function::{Item, starts_function};

/// A block with functions in it.
pub struct Container {
    /// All up to the braces.
    head: TokenStream,
    braces: Group,
}

impl Container {
    /// Takes the item for a block, or gives it back where it is something else.
    pub fn of(item: Item) -> std::result::Result<Self, Item> {
        let is_block = |input: ParseStream| {
            input.call(Attribute::parse_outer)?;
            input.parse::<Visibility>()?;
            let is_block = starts_block(input);
            input.parse::<TokenStream>()?;
            Ok(is_block)
        };
        match item {
            Item {
                head,
                braces: Some(braces),
            } if is_block.parse2(head.clone()).unwrap_or(false) => Ok(Container { head, braces }),
            item => Err(item),
        }
    }

    /// Hands the options on to the functions inside.
    pub fn hand_on(&self, args: &Args, written: TokenStream) -> Result<TokenStream> {
        if let Some(init) = &args.init {
            return Err(Error::new(init.span, "`init` stands on `fn main`"));
        }
        let defaults = Defaults {
            krate: args.runtime(),
            options: split(written)
                .into_iter()
                .filter(|(name, _)| name != INHERITED)
                .collect(),
        };
        let mut inside = TokenStream::new();
        let walk = |input: ParseStream| {
            let attrs = input.call(Attribute::parse_inner)?;
            inside.extend(quote!(#(#attrs)*));
            while !input.is_empty() {
                let element: Element = input.parse()?;
                inside.extend(defaults.apply(element));
            }
            Ok(())
        };
        walk.parse2(self.braces.stream())?;
        let mut braces = Group::new(Delimiter::Brace, inside);
        braces.set_span(self.braces.span());
        let head = &self.head;
        Ok(quote!(#head #braces))
    }
}

/// Something in a block, with its attributes.
struct Element {
    attrs: Vec<Attribute>,
    what: What,
    tokens: TokenStream,
}

#[derive(PartialEq)]
enum What {
    Function,
    /// Another block with functions in it.
    Block,
    /// Neither, or a function that there is no way to track.
    Other,
}

impl Parse for Element {
    fn parse(input: ParseStream) -> Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis: Visibility = input.parse()?;
        let mut tokens = vis.to_token_stream();
        let mut what = What::Other;
        if starts_function(input) && input.fork().parse::<Signature>().is_ok() {
            let sig: Signature = input.parse()?;
            if sig.constness.is_none() && !input.peek(Token![;]) {
                what = What::Function;
            }
            sig.to_tokens(&mut tokens);
        } else if starts_block(input) {
            what = What::Block;
        }
        tokens.extend(rest_of_item(input)?);
        Ok(Element {
            attrs,
            what,
            tokens,
        })
    }
}

fn starts_block(input: ParseStream) -> bool {
    let ahead = input.fork();
    if ahead.peek(Token![unsafe]) {
        // Cannot fail: it is there.
        let _ = ahead.parse::<Token![unsafe]>();
    }
    ahead.peek(Token![impl]) || ahead.peek(Token![trait]) || ahead.peek(Token![mod])
}

/// Everything up to the end of the item: its braces, or a semicolon.
fn rest_of_item(input: ParseStream) -> Result<TokenStream> {
    let mut tokens = TokenStream::new();
    // The value or the list of these may be in braces, and is not the end.
    let to_semicolon = input.peek(Token![use])
        || input.peek(Token![const])
        || input.peek(Token![static])
        || input.peek(Token![type]);
    while !input.is_empty() {
        let token: TokenTree = input.parse()?;
        let ends = match &token {
            TokenTree::Punct(mark) => mark.as_char() == ';',
            // Braces before a `>` or a comma are an argument of some type.
            TokenTree::Group(group) => {
                let argument = input.peek(Token![>]) || input.peek(Token![,]);
                group.delimiter() == Delimiter::Brace && !to_semicolon && !argument
            }
            _ => false,
        };
        tokens.extend([token]);
        if ends {
            break;
        }
    }
    Ok(tokens)
}

struct Defaults {
    krate: TokenStream,
    options: Vec<(String, TokenStream)>,
}

impl Defaults {
    // Input:
    //     #[tracked(level = "warn")] fn f() {}
    // Output, of a block with `level = "debug", err = off`:
    //     #[tracked(err = off, __inherited, level = "warn")] fn f() {}
    fn apply(&self, element: Element) -> TokenStream {
        let Element {
            mut attrs,
            what,
            tokens,
        } = element;
        if what == What::Other {
            return quote!(#(#attrs)* #tokens);
        }
        let own = attrs.iter().position(is_tracked).map(|at| attrs.remove(at));
        let written = match own.as_ref().map(|attr| &attr.meta) {
            Some(Meta::List(list)) => list.tokens.clone(),
            _ => TokenStream::new(),
        };
        let options = split(written.clone());
        if options.iter().any(|(name, _)| name == "off") {
            return quote!(#own #(#attrs)* #tokens);
        }
        let overridden = |name: &str| {
            options
                .iter()
                .any(|(own, _)| own == name || excludes(own, name))
        };
        let defaults = self
            .options
            .iter()
            .filter(|(name, _)| !overridden(name))
            .map(|(_, tokens)| tokens);
        // By the path that the user wrote, where there is one: what it was imported for is still in use.
        let krate = &self.krate;
        let path = own.as_ref().map_or_else(
            || quote!(#krate::tracked),
            |own| own.path().to_token_stream(),
        );
        let inherited = format_ident!("{INHERITED}");
        quote!(#[#path(#(#defaults,)* #inherited, #written)] #(#attrs)* #tokens)
    }
}

/// Whether one option has to go where the other is given: they all say which arguments are shown.
fn excludes(own: &str, other: &str) -> bool {
    let selects = |name| matches!(name, "args" | "skip" | "skip_all");
    selects(own) && selects(other)
}

fn is_tracked(attr: &Attribute) -> bool {
    let path: &Path = attr.path();
    path.segments
        .last()
        .is_some_and(|last| last.ident == "tracked")
}
