//! The annotated function: what it is made of, and what may not be annotated. No code is generated here.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{AttrStyle, Attribute, Error, Result, Signature, Token, Visibility};

use super::tokens::mentions;

/// An item in two parts, of which only the first is ever parsed: what stands in the braces may be long, and may not
/// even parse while it is being typed.
pub struct Item {
    /// All up to the braces.
    pub head: TokenStream,
    /// Those that the item ends with.
    pub braces: Option<Group>,
}

impl Item {
    pub fn of(item: TokenStream) -> Self {
        let mut head: Vec<TokenTree> = item.into_iter().collect();
        let braces = match head.pop() {
            Some(TokenTree::Group(group)) => {
                let inner = without_invisible(group.clone());
                let is_brace = inner.delimiter() == Delimiter::Brace;
                if !is_brace {
                    head.push(group.into());
                }
                is_brace.then_some(inner)
            }
            other => {
                head.extend(other);
                None
            }
        };
        Item {
            head: head.into_iter().collect(),
            braces,
        }
    }
}

/// A function with its body as plain tokens.
#[derive(Clone)]
pub struct TrackedFn {
    /// The outer attributes, and behind them the inner ones of the body, which mean the same in front of the function.
    pub attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub sig: Signature,
    pub body: Group,
}

impl TrackedFn {
    pub fn of(item: Item) -> Result<Self> {
        let (mut attrs, vis, sig) = parse_head.parse2(item.head)?;
        let Some(body) = item.braces else {
            return Err(Error::new(
                sig.ident.span(),
                "expected a function with a body",
            ));
        };
        let (inner, body) = split_inner_attributes(body)?;
        attrs.extend(inner);
        Ok(TrackedFn {
            attrs,
            vis,
            sig,
            body,
        })
    }

    /// Whether the function knows where it is called: by the attribute, be it behind a `cfg_attr`, or as a method of
    /// `Index` and `IndexMut`, whose own methods have it and hand it on to their implementations.
    pub fn tracks_caller(&self) -> bool {
        let by_trait = self.sig.receiver().is_some()
            && (self.sig.ident == "index" || self.sig.ident == "index_mut");
        let by_attribute = self.attrs.iter().any(|attr| {
            attr.path().is_ident("track_caller")
                || attr.path().is_ident("cfg_attr")
                    && mentions(attr.meta.to_token_stream(), "track_caller")
        });
        by_trait || by_attribute
    }
}

impl ToTokens for TrackedFn {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for attr in &self.attrs {
            attr.to_tokens(tokens);
        }
        self.vis.to_tokens(tokens);
        self.sig.to_tokens(tokens);
        self.body.to_tokens(tokens);
    }
}

fn parse_head(input: ParseStream) -> Result<(Vec<Attribute>, Visibility, Signature)> {
    let attrs = input.call(Attribute::parse_outer)?;
    let vis = input.parse()?;
    if !starts_function(input) {
        return Err(input
            .error("`#[tracked]` stands on a function, an `impl`, a `trait` or an inline `mod`"));
    }
    let sig: Signature = input.parse()?;
    if let Some(constness) = &sig.constness {
        return Err(Error::new(
            constness.span,
            "a `const fn` can't be tracked: it may run while the program is compiled, where there is no log",
        ));
    }
    if input.peek(Token![;]) {
        return Err(Error::new(
            sig.ident.span(),
            "a function without a body can't be tracked; put `#[tracked]` on its implementations",
        ));
    }
    Ok((attrs, vis, sig))
}

/// Whether a signature comes next, judged before it is parsed so that "expected `fn`" is never all one is told.
pub fn starts_function(input: ParseStream) -> bool {
    input.peek(Token![fn])
        || input.peek(Token![async])
        || input.peek(Token![unsafe]) && !input.peek2(Token![impl]) && !input.peek2(Token![trait])
        || input.peek(Token![extern]) && !input.peek2(Token![crate])
        || input.peek(Token![const]) && {
            let ahead = input.fork();
            ahead.parse::<Signature>().is_ok()
        }
}

/// The group itself where `macro_rules!` put its `$body:block` between invisible delimiters.
fn without_invisible(group: Group) -> Group {
    if group.delimiter() != Delimiter::None {
        return group;
    }
    let mut tokens = group.stream().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(inner)), None) => without_invisible(inner),
        _ => group,
    }
}

/// Takes `#![…]` out of the body, whose statements are going to stand elsewhere, and turns them into `#[…]`.
///
/// The braces keep their spans: they tell the compiler the edition, on which the lifetimes of temporaries depend, and
/// the place of the body.
fn split_inner_attributes(body: Group) -> Result<(Vec<Attribute>, Group)> {
    let mut tokens = body.stream().into_iter();
    if !is_mark(tokens.next(), '#') || !is_mark(tokens.next(), '!') {
        return Ok((Vec::new(), body));
    }
    let parse = |input: ParseStream| {
        let attrs = input.call(Attribute::parse_inner)?;
        Ok((attrs, input.parse::<TokenStream>()?))
    };
    let (mut attrs, rest) = parse.parse2(body.stream())?;
    for attr in &mut attrs {
        attr.style = AttrStyle::Outer;
    }
    let mut without = Group::new(Delimiter::Brace, rest);
    without.set_span(body.span());
    Ok((attrs, without))
}

fn is_mark(token: Option<TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}
