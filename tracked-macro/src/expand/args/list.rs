//! Comma-separated lists of options and of their values.

use proc_macro2::TokenTree;
use syn::parse::{ParseBuffer, ParseStream};
use syn::{Error, Ident, Result, Token, parenthesized, token};

use crate::expand::mistakes::{Mistakes, quoted_list};

/// Parses the elements of a list. A mistake costs only the element that contains it; the result is an error that
/// combines all mistakes.
pub fn comma_separated(
    input: ParseStream,
    noun: &str,
    mut element: impl FnMut(ParseStream) -> Result<()>,
) -> Result<()> {
    let mut mistakes = Mistakes::default();
    while !input.is_empty() {
        let parsed = element(input).and_then(|()| {
            if is_at_end(input) {
                Ok(())
            } else {
                Err(input.error(format!("expected `,` before the next {noun}")))
            }
        });
        if mistakes.ok(parsed).is_none() {
            skip_to_comma(input);
        }
        input.parse::<Option<Token![,]>>()?;
    }
    mistakes.check()
}

/// Whether the current element has ended.
pub fn is_at_end(input: ParseStream) -> bool {
    input.is_empty() || input.peek(Token![,])
}

/// Pairs of options that exclude each other. Those of the attribute each select the arguments to log.
pub const EXCLUSIVE: &[(&str, &str)] = &[
    ("skip", "args"),
    ("skip_all", "args"),
    ("skip_all", "skip"),
    ("level", "level_by"),
    ("Debug", "Display"),
];

/// Whether the two options exclude each other.
pub fn are_exclusive(one: &str, other: &str) -> bool {
    EXCLUSIVE.contains(&(one, other)) || EXCLUSIVE.contains(&(other, one))
}

/// Finds the name of an option among those that `exist`, and adds it to those that are `given`. Returns its index.
pub fn add_option(name: &Ident, exist: &[&str], given: &mut Vec<Ident>) -> Result<usize> {
    let at = exist.iter().position(|option| name == option);
    let message = match at {
        Some(at) if !given.contains(name) => {
            given.push(name.clone());
            return Ok(at);
        }
        Some(_) => format!("option `{name}` is given twice"),
        None => {
            let expected = quoted_list(exist);
            format!("unknown option `{name}`; expected one of {expected}")
        }
    };
    Err(Error::new(name.span(), message))
}

fn skip_to_comma(input: ParseStream) {
    while !is_at_end(input) {
        // Cannot fail: the input is not empty, and any token is a token tree.
        let _ = input.parse::<TokenTree>();
    }
}

/// The content of the parentheses that must follow, as in `example`.
pub fn parentheses<'a>(input: ParseStream<'a>, example: &str) -> Result<ParseBuffer<'a>> {
    if !input.peek(token::Paren) {
        return Err(input.error(format!("expected parentheses, as in `{example}`")));
    }
    let content;
    parenthesized!(content in input);
    Ok(content)
}
