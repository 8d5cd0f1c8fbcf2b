//! The annotated function, with its body as unparsed tokens.

use proc_macro2::{Delimiter, Group, TokenStream};
use syn::parse::{ParseStream, Parser};
use syn::{
    AttrStyle, Attribute, Error, FnArg, Meta, MetaList, Result, Signature, Token, Visibility,
    parse_quote,
};

use super::item::SplitItem;
use super::tokens::{contains_word, is_punct};

/// An annotated function, or one of its variants if a parameter has a `#[cfg]`.
#[derive(Clone)]
pub struct TrackedFn {
    /// The outer attributes, followed by the inner attributes of the body as outer ones, which mean the same.
    pub attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub sig: Signature,
    pub body: Group,
}

impl TrackedFn {
    pub fn parse(item: SplitItem) -> Result<Self> {
        let (mut attrs, vis, sig) = parse_head.parse2(item.head)?;
        let Some(body) = item.braces else {
            let message = "expected a function with a body";
            return Err(Error::new(sig.ident.span(), message));
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

    /// Whether `Location::caller()` in the body is the location of the caller. This needs `#[track_caller]`, perhaps in
    /// a `cfg_attr`, or a method of `Index` or `IndexMut`: their declarations pass the attribute to all
    /// implementations.
    ///
    /// Wrong for another method with such a name, and for a `cfg_attr` whose condition is not met: the body stays in
    /// place without need, so that the record of a panic has no message.
    pub fn tracks_caller(&self) -> bool {
        let by_trait = self.sig.receiver().is_some()
            && (self.sig.ident == "index" || self.sig.ident == "index_mut");
        by_trait || self.may_have_attribute("track_caller")
    }

    /// Whether the function has the attribute, perhaps in a `cfg_attr`.
    fn may_have_attribute(&self, name: &str) -> bool {
        self.attrs.iter().any(|attr| {
            attr.path().is_ident(name)
                || attr.path().is_ident("cfg_attr") && contains_word(&attr.meta, name)
        })
    }

    /// Whether the function has the attribute `inline`, perhaps in a `cfg_attr`.
    ///
    /// Wrong for a `cfg_attr` whose condition is not met: a long body is then compiled twice.
    pub fn is_inline(&self) -> bool {
        self.may_have_attribute("inline")
    }

    // Input:
    //     fn f(#[cfg(unix)] a: A, b: B) {}
    // Output:
    //     #[cfg(unix)] fn f(a: A, b: B) {}
    //     #[cfg(not(unix))] fn f(b: B) {}
    //
    // The generated code could not name a value that may not exist.
    pub fn split_by_cfg(self) -> Vec<TrackedFn> {
        let mut params = self.sig.inputs.iter().enumerate();
        let found = params.find_map(|(at, param)| {
            let FnArg::Typed(param) = param else {
                return None;
            };
            let mut attrs = param.attrs.iter();
            Some((at, attrs.position(|attr| attr.path().is_ident("cfg"))?))
        });
        let Some((param_at, cfg_at)) = found else {
            return vec![self];
        };
        let (mut with, mut without) = (self.clone(), self);
        let inputs = without.sig.inputs.into_iter().enumerate();
        let inputs = inputs.filter_map(|(at, input)| (at != param_at).then_some(input));
        without.sig.inputs = inputs.collect();
        if let FnArg::Typed(param) = &mut with.sig.inputs[param_at] {
            let cfg = param.attrs.remove(cfg_at);
            if let Meta::List(MetaList { tokens, .. }) = &cfg.meta {
                without.attrs.insert(0, parse_quote!(#[cfg(not(#tokens))]));
            }
            with.attrs.insert(0, cfg);
        }
        let variants = [with, without].into_iter();
        variants.flat_map(TrackedFn::split_by_cfg).collect()
    }
}

fn parse_head(input: ParseStream) -> Result<(Vec<Attribute>, Visibility, Signature)> {
    let attrs = input.call(Attribute::parse_outer)?;
    let vis = input.parse()?;
    if !starts_function(input) {
        return Err(input.error("expected a function, an `impl`, a `trait` or an inline `mod`"));
    }
    let sig: Signature = input.parse()?;
    if input.peek(Token![;]) {
        return Err(Error::new(
            sig.ident.span(),
            "a function without a body can't be tracked; annotate its implementations instead",
        ));
    }
    Ok((attrs, vis, sig))
}

/// Whether a signature follows. It is checked before the signature is parsed, because the parser's error is only
/// "expected `fn`".
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

/// Removes `#![…]` from the body, whose statements move into a closure, and turns it into `#[…]`.
///
/// The braces keep their spans: the compiler takes from them the edition, on which the lifetimes of temporaries depend,
/// and the location of the body.
fn split_inner_attributes(body: Group) -> Result<(Vec<Attribute>, Group)> {
    let mut tokens = body.stream().into_iter();
    if !is_punct(tokens.next().as_ref(), '#') || !is_punct(tokens.next().as_ref(), '!') {
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
