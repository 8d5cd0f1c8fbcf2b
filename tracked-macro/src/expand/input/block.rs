//! An `impl`, `trait` or inline `mod`, which passes its options to every function in it.
//!
//! The items in it are found, but not parsed. Each function gets an attribute of its own and is expanded when the
//! compiler reaches it, so other attributes of the block, such as `async_trait`, may come first or last.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Result, Signature, Token, Visibility};

use super::function::starts_function;
use super::item::SplitItem;

/// An annotated `impl`, `trait` or `mod`.
pub struct Block {
    /// The tokens before the braces.
    pub head: TokenStream,
    pub braces: Span,
    pub inner_attrs: Vec<Attribute>,
    pub elements: Vec<Element>,
}

/// An item in a block.
pub struct Element {
    /// Whether it is a function that can be tracked, or another block.
    pub is_trackable: bool,
    pub attrs: Vec<Attribute>,
    /// The item without its attributes.
    pub tokens: TokenStream,
}

impl Block {
    /// Parses the item, or returns `None` if it is not a block.
    pub fn parse(item: &SplitItem) -> Option<Result<Self>> {
        let braces = item.braces.as_ref()?;
        let is_block = |input: ParseStream| {
            input.call(Attribute::parse_outer)?;
            input.parse::<Visibility>()?;
            let is_block = starts_block(input);
            input.parse::<TokenStream>()?;
            Ok(is_block)
        };
        if !is_block.parse2(item.head.clone()).unwrap_or(false) {
            return None;
        }
        let parse = |input: ParseStream| {
            let inner_attrs = input.call(Attribute::parse_inner)?;
            let mut elements = Vec::new();
            while !input.is_empty() {
                elements.push(input.parse()?);
            }
            Ok(Block {
                head: item.head.clone(),
                braces: braces.span(),
                inner_attrs,
                elements,
            })
        };
        Some(parse.parse2(braces.stream()))
    }
}

impl Parse for Element {
    fn parse(input: ParseStream) -> Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis: Visibility = input.parse()?;
        let mut tokens = vis.to_token_stream();
        let mut is_trackable = starts_block(input);
        if starts_function(input) && input.fork().parse::<Signature>().is_ok() {
            let sig: Signature = input.parse()?;
            is_trackable = sig.constness.is_none() && !input.peek(Token![;]);
            sig.to_tokens(&mut tokens);
        }
        tokens.extend(rest_of_item(input)?);
        Ok(Element {
            is_trackable,
            attrs,
            tokens,
        })
    }
}

fn starts_block(input: ParseStream) -> bool {
    let ahead = input.fork();
    // Cannot fail: an absent `unsafe` is `None`.
    let _ = ahead.parse::<Option<Token![unsafe]>>();
    ahead.peek(Token![impl]) || ahead.peek(Token![trait]) || ahead.peek(Token![mod])
}

/// The tokens up to the end of the item: its braces, or a semicolon.
fn rest_of_item(input: ParseStream) -> Result<TokenStream> {
    let mut tokens = TokenStream::new();
    // Braces in the value or the list of these items do not end them.
    let ends_with_semicolon = input.peek(Token![use])
        || input.peek(Token![const])
        || input.peek(Token![static])
        || input.peek(Token![type]);
    while !input.is_empty() {
        let token: TokenTree = input.parse()?;
        let is_last = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => {
                // Braces before a `>` or a comma are an argument of a type.
                let is_argument = input.peek(Token![>]) || input.peek(Token![,]);
                group.delimiter() == Delimiter::Brace && !ends_with_semicolon && !is_argument
            }
            _ => false,
        };
        tokens.extend([token]);
        if is_last {
            break;
        }
    }
    Ok(tokens)
}
