//! The options as unparsed tokens: a block passes its own to its functions.

use proc_macro2::{TokenStream, TokenTree};

/// An option as the user wrote it.
pub struct RawOption {
    pub name: String,
    pub tokens: TokenStream,
}

/// Splits the arguments of the attribute at their commas.
pub fn split(raw_args: TokenStream) -> Vec<RawOption> {
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
