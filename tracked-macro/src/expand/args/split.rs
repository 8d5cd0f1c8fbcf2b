//! The options as unparsed tokens: a block passes its own to its functions.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::list::are_exclusive;
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

/// Splits the arguments of the attribute at their commas.
fn split(raw_args: TokenStream) -> Vec<RawOption> {
    let mut options: Vec<RawOption> = Vec::new();
    let mut is_first = true;
    // A comma within `::<…>` does not end an option.
    let (mut previous, mut depth) = (' ', 0_usize);
    for token in raw_args {
        let punct = match &token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        match punct {
            '<' if depth > 0 || previous == ':' => depth += 1,
            '>' if previous != '-' => depth = depth.saturating_sub(1),
            _ => {}
        }
        previous = punct;
        if punct == ',' && depth == 0 {
            is_first = true;
            continue;
        }
        if is_first {
            let name = match &token {
                // A string alone is the value of `name`.
                TokenTree::Literal(_) => "name".to_owned(),
                token => token.to_string(),
            };
            options.push(RawOption {
                name,
                tokens: TokenStream::new(),
            });
            is_first = false;
        }
        if let Some(option) = options.last_mut() {
            option.tokens.extend([token]);
        }
    }
    options
}
