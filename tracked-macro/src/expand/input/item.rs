//! An item split into the tokens before its braces, and the braces.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// An item as two parts. The content of the braces is parsed only if necessary, because it may be long, and incomplete
/// while the user types.
pub struct SplitItem {
    pub head: TokenStream,
    /// The braces that the item ends with.
    pub braces: Option<Group>,
}

impl SplitItem {
    pub fn new(item: TokenStream) -> Self {
        let mut head: Vec<TokenTree> = item.into_iter().collect();
        let braces = match head.last() {
            Some(TokenTree::Group(group)) => Some(without_invisible(group.clone()))
                .filter(|group| group.delimiter() == Delimiter::Brace),
            _ => None,
        };
        if braces.is_some() {
            head.pop();
        }
        SplitItem {
            head: head.into_iter().collect(),
            braces,
        }
    }
}

/// Removes the invisible delimiters that `macro_rules!` adds around its `$body:block`.
fn without_invisible(group: Group) -> Group {
    if group.delimiter() != Delimiter::None {
        return group;
    }
    let mut tokens = group.stream().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(inner)), None) => without_invisible(inner),
        _ => group,
    }
}
