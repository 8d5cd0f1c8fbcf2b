//! The options as unparsed tokens: a block passes its own to its functions.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Expr, Result, Token, token};

use super::list::{are_exclusive, comma_separated};
use super::options::INHERITED;

/// An option as the user wrote it.
struct RawOption {
    name: String,
    tokens: TokenStream,
}

// Input:
//     level = "debug", err = off, __inherited    level = "warn"
// Output:
//     err = off, __inherited, level = "warn"
//
/// The options of a function in a block: those of the block that the function does not override, and its own.
pub fn inherit(block: TokenStream, own: TokenStream) -> TokenStream {
    let own_options = split(own.clone());
    if own_options.iter().any(|own| own.name == "off") {
        return own;
    }
    let is_overridden = |option: &RawOption| {
        own_options
            .iter()
            .any(|own| own.name == option.name || are_exclusive(&own.name, &option.name))
    };
    let mut inherited = split(block);
    inherited.retain(|option| !is_overridden(option));
    let inherited = inherited.iter().map(|option| &option.tokens);
    quote!(#(#inherited,)* #own)
}

/// The options that a block passes to its functions.
pub fn passed_on(block: TokenStream) -> TokenStream {
    let mut options = split(block);
    options.retain(|option| option.name != INHERITED);
    let options = options.iter().map(|option| &option.tokens);
    let marker = Ident::new(INHERITED, Span::call_site());
    quote!(#(#options,)* #marker)
}

/// Splits the arguments of the attribute. An option with a mistake is left out; it is reported when its value is parsed.
fn split(raw_args: TokenStream) -> Vec<RawOption> {
    let mut options = Vec::new();
    let parser = |input: ParseStream| {
        comma_separated(input, "option", |input| {
            options.push(input.parse()?);
            Ok(())
        })
    };
    let _ = parser.parse2(raw_args);
    options
}

impl Parse for RawOption {
    /// A name, and an expression or a list as its value. A string alone is the value of `name`.
    fn parse(input: ParseStream) -> Result<Self> {
        let first: TokenTree = input.parse()?;
        let equals: Option<Token![=]> = input.parse()?;
        let value: Option<Expr> = equals.map(|_| input.parse()).transpose()?;
        let list: Option<Group> = input
            .peek(token::Paren)
            .then(|| input.parse())
            .transpose()?;
        Ok(RawOption {
            name: match &first {
                TokenTree::Literal(_) => "name".to_owned(),
                name => name.to_string(),
            },
            tokens: quote!(#first #equals #value #list),
        })
    }
}
