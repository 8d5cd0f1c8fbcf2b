//! Words in unparsed tokens.

use proc_macro2::{Ident, TokenStream, TokenTree};

/// Whether `name` occurs in these tokens, as an identifier or inside a literal, where `"{name}"` may refer to it.
///
/// `false` is certain, `true` is not: the word may belong to something else of the same name.
pub fn contains_word(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => contains_word(group.stream(), name),
        TokenTree::Ident(ident) => {
            let ident = ident.to_string();
            ident.strip_prefix("r#").unwrap_or(&ident) == name
        }
        TokenTree::Literal(literal) => {
            let literal = literal.to_string();
            let mut words = literal.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            words.any(|word| word == name)
        }
        TokenTree::Punct(_) => false,
    })
}

/// The first `self` in the tokens. Only this identifier has the hygiene of the body.
pub fn find_self(tokens: TokenStream) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if ident == "self" => Some(ident),
        TokenTree::Group(group) => find_self(group.stream()),
        _ => None,
    })
}

/// Whether there are at least `count` tokens, including those in groups.
pub fn has_at_least(tokens: TokenStream, count: usize) -> bool {
    fn subtract(tokens: TokenStream, missing: &mut usize) {
        for token in tokens {
            *missing = missing.saturating_sub(1);
            if let (TokenTree::Group(group), true) = (token, *missing > 0) {
                subtract(group.stream(), missing);
            }
        }
    }
    let mut missing = count;
    subtract(tokens, &mut missing);
    missing == 0
}

/// Whether this body of an `async fn` may contain an `await`, itself or from a macro.
pub fn may_await(body: TokenStream) -> bool {
    let mut tokens = body.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match token {
            TokenTree::Group(group) => may_await(group.stream()),
            TokenTree::Ident(word) if word == "await" => true,
            TokenTree::Ident(_) => {
                let is_bang = tokens
                    .next_if(|next| matches!(next, TokenTree::Punct(p) if p.as_char() == '!'));
                // `a != b` begins as a call of the macro `a` does.
                is_bang.is_some()
                    && !matches!(tokens.peek(), Some(TokenTree::Punct(p)) if p.as_char() == '=')
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        };
        if found {
            return true;
        }
    }
    false
}
