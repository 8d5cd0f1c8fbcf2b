//! Words in unparsed tokens.

use std::iter;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

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
pub fn contains_word(tokens: TokenStream, name: &str) -> bool {
    flatten(tokens).any(|token| match token {
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
/// `COUNT.fetch_add(…)`. By convention, names of functions are in lower case and names of statics in upper case. A name
/// that occurs twice is taken for a variable.
///
/// Wrong for other spellings. Then clippy reports one lint more or less.
pub fn names_static(body: &TokenStream, is_param: &dyn Fn(&str) -> bool) -> bool {
    let mut names = Vec::new();
    find_statics(body.clone(), false, &mut names);
    let occurs_once = |name: &str| {
        let tokens = flatten(body.clone());
        let same = tokens.filter(|token| matches!(token, TokenTree::Ident(ident) if ident == name));
        same.count() == 1
    };
    names.iter().any(|name| match name {
        None => true,
        Some(name) => !is_param(name) && occurs_once(name),
    })
}

/// Finds the names of functions and statics, or `None` for a function by a path. `is_call` for the arguments of a call.
fn find_statics(tokens: TokenStream, is_call: bool, names: &mut Vec<Option<String>>) {
    const IDENT: char = 'a';
    const OTHER: char = ' ';
    let mut tokens = tokens.into_iter().peekable();
    let mut previous = OTHER;
    // Whether a path here begins an argument, and whether it has segments before.
    let (mut begins_argument, mut has_segments) = (is_call, false);
    while let Some(token) = tokens.next() {
        let next = match tokens.peek() {
            Some(TokenTree::Punct(punct)) => punct.as_char(),
            None if is_call => ',',
            _ => OTHER,
        };
        match token {
            TokenTree::Ident(ident) => {
                let is_argument = begins_argument && next == ',';
                let is_receiver = next == '.' && previous != '.';
                if is_argument || is_receiver {
                    let name = ident.to_string();
                    let is_constructor = ["Some", "Ok", "Err"].contains(&name.as_str());
                    let is_function = is_constructor || !name.contains(char::is_uppercase);
                    if is_receiver && !name.contains(char::is_lowercase)
                        || is_argument && is_function && (has_segments || is_constructor)
                    {
                        names.push(None);
                    } else if is_argument && is_function {
                        names.push(Some(name));
                    }
                }
                (previous, has_segments) = (IDENT, true);
                continue;
            }
            TokenTree::Punct(_) if next == ':' && previous == IDENT || previous == ':' => {
                previous = ':';
                continue;
            }
            TokenTree::Group(group) => {
                let is_call = previous == IDENT && group.delimiter() == Delimiter::Parenthesis;
                find_statics(group.stream(), is_call, names);
                previous = OTHER;
            }
            TokenTree::Punct(punct) => previous = punct.as_char(),
            TokenTree::Literal(_) => previous = OTHER,
        }
        (begins_argument, has_segments) = (is_call && previous == ',', false);
    }
}
