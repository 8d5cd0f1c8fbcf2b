//! The attribute that a block adds to each of its functions.

use proc_macro2::{TokenStream, TokenTree};

use super::tokens::contains_word;
use crate::expand::args::INHERITED;

// Input, behind an attribute of the function's own:
//     #[inline] #[tracked(level = "debug", __inherited)] fn f() {}
// Output:
//     #[inline] fn f() {}, and level = "debug", __inherited
//
/// Removes the attribute of a block from an item, and returns its arguments. The attribute is recognised by the marker,
/// which only a block writes. Its path says nothing: the user may import the macro under any name.
pub fn take_inherited(item: TokenStream) -> (TokenStream, Option<TokenStream>) {
    let mut tokens: Vec<TokenTree> = item.into_iter().collect();
    let mut at = 0;
    while let [TokenTree::Punct(hash), TokenTree::Group(attr), ..] = &tokens[at..] {
        if hash.as_char() != '#' {
            break;
        }
        let args = attr.stream().into_iter().last();
        match args {
            Some(TokenTree::Group(args)) if contains_word(args.stream(), INHERITED) => {
                tokens.drain(at..at + 2);
                return (tokens.into_iter().collect(), Some(args.stream()));
            }
            _ => at += 2,
        }
    }
    (tokens.into_iter().collect(), None)
}
