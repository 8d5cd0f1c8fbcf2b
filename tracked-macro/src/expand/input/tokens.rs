//! What can be known of a body without parsing it: which words stand in it.

use proc_macro2::{TokenStream, TokenTree};

/// Whether `name` stands anywhere in these tokens, as a word or inside a literal, where `"{name}"` may mean it.
///
/// A "no" is certain, a "yes" is not: the word may belong to something else of the same name.
pub fn mentions(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => mentions(group.stream(), name),
        TokenTree::Ident(ident) => {
            let ident = ident.to_string();
            ident.strip_prefix("r#").unwrap_or(&ident) == name
        }
        TokenTree::Literal(literal) => words(&literal.to_string()).any(|word| word == name),
        TokenTree::Punct(_) => false,
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
}

/// Whether this body of an `async fn` may wait for something.
///
/// Only `await` itself or a macro that writes one can; macros of the standard library don't.
pub fn may_await(body: TokenStream) -> bool {
    let mut tokens = body.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match token {
            TokenTree::Group(group) => may_await(group.stream()),
            TokenTree::Ident(word) => {
                let word = word.to_string();
                let bang = matches!(tokens.peek(), Some(TokenTree::Punct(p)) if p.as_char() == '!');
                // `a != b` has the same first mark as a call of the macro `a`.
                let call = bang && {
                    tokens.next();
                    !matches!(tokens.peek(), Some(TokenTree::Punct(p)) if p.as_char() == '=')
                };
                word == "await" || call && !STD_MACROS.contains(&word.as_str())
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        };
        if found {
            return true;
        }
    }
    false
}

const STD_MACROS: &[&str] = &[
    "assert",
    "assert_eq",
    "assert_ne",
    "cfg",
    "column",
    "concat",
    "dbg",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "env",
    "eprint",
    "eprintln",
    "file",
    "format",
    "format_args",
    "include_bytes",
    "include_str",
    "line",
    "matches",
    "module_path",
    "option_env",
    "panic",
    "print",
    "println",
    "stringify",
    "thread_local",
    "todo",
    "unimplemented",
    "unreachable",
    "vec",
    "write",
    "writeln",
];
