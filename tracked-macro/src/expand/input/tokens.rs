//! Words in unparsed tokens.

use std::iter;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

/// All tokens: after a group, those in it.
pub fn flatten(tokens: TokenStream) -> impl Iterator<Item = TokenTree> {
    let mut open = vec![tokens.into_iter()];
    iter::from_fn(move || {
        loop {
            let Some(token) = open.last_mut()?.next() else {
                open.pop();
                continue;
            };
            if let TokenTree::Group(group) = &token {
                open.push(group.stream().into_iter());
            }
            return Some(token);
        }
    })
}

/// Whether `name` occurs in these tokens, as an identifier or inside a literal, where `"{name}"` may refer to it.
///
/// `false` is certain, `true` is not: the word may belong to something else of the same name.
pub fn contains_word(tokens: impl ToTokens, name: &str) -> bool {
    flatten(tokens.into_token_stream()).any(|token| match token {
        TokenTree::Ident(ident) => {
            let ident = ident.to_string();
            ident.strip_prefix("r#").unwrap_or(&ident) == name
        }
        TokenTree::Literal(literal) => {
            let literal = literal.to_string();
            let mut words = literal.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            words.any(|word| word == name)
        }
        TokenTree::Group(_) | TokenTree::Punct(_) => false,
    })
}

/// Whether the token is this punctuation character.
pub fn is_punct(token: Option<&TokenTree>, expected: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == expected)
}

/// Whether this body of an `async fn` may contain an `await`, itself or from a macro.
///
/// `false` is certain: a keyword comes from the tokens themselves or from a macro. `true` is not: the macro may contain
/// none, or the `await` is in another `async` block. Then the function awaits the future of the call, and clippy does not
/// report that it is `async` without need.
pub fn may_await(body: TokenStream) -> bool {
    let mut tokens = flatten(body).peekable();
    while let Some(token) = tokens.next() {
        let TokenTree::Ident(word) = token else {
            continue;
        };
        // `a != b` begins as a call of the macro `a` does.
        let is_macro = tokens.next_if(|next| is_punct(Some(next), '!')).is_some()
            && !is_punct(tokens.peek(), '=');
        if word == "await" || is_macro {
            return true;
        }
    }
    false
}

/// Whether a call in these tokens has a function as an argument or a static as a receiver: `map(str::len)`,
/// `COUNT.fetch_add(…)`. By convention, names of functions are in lower case and names of statics in upper case.
///
/// Wrong for other spellings. Then clippy reports one lint more or less.
pub fn names_static(tokens: TokenStream, is_variable: &dyn Fn(&str) -> bool) -> bool {
    fn search(tokens: &[TokenTree], is_variable: &dyn Fn(&str) -> bool) -> bool {
        let is_static = |(at, token): (usize, &TokenTree)| {
            let previous = tokens[..at].last();
            match token {
                TokenTree::Ident(name) => {
                    let is_receiver = is_punct(tokens.get(at + 1), '.') && !is_punct(previous, '.');
                    is_receiver && !name.to_string().contains(char::is_lowercase)
                }
                TokenTree::Group(group) => {
                    let content: Vec<TokenTree> = group.stream().into_iter().collect();
                    let is_call = group.delimiter() == Delimiter::Parenthesis
                        && matches!(previous, Some(TokenTree::Ident(_)));
                    let mut arguments = content.split(|token| is_punct(Some(token), ','));
                    is_call && arguments.any(|argument| is_function(argument, is_variable))
                        || search(&content, is_variable)
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => false,
            }
        };
        tokens.iter().enumerate().any(is_static)
    }
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    search(&tokens, is_variable)
}

/// Whether the argument of a call is the path of a function.
fn is_function(argument: &[TokenTree], is_variable: &dyn Fn(&str) -> bool) -> bool {
    let mut tokens = argument.iter();
    let is_path =
        tokens.all(|token| matches!(token, TokenTree::Ident(_)) || is_punct(Some(token), ':'));
    let Some(TokenTree::Ident(name)) = argument.last().filter(|_| is_path) else {
        return false;
    };
    let name = name.to_string();
    let is_variable = || argument.len() == 1 && is_variable(&name);
    ["Some", "Ok", "Err"].contains(&name.as_str())
        || !name.contains(char::is_uppercase) && !is_variable()
}
