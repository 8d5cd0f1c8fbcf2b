//! Fields: further values in a record, as `tracing` writes them.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Expr, Ident, LitStr, Path, Result, Token, braced, token};

use super::options::Mode;

/// `name`, `name = value`, `name = %value`, `name = ?value`.
pub struct Field {
    pub name: Name,
    /// Absent for an argument to be shown under its own name, or for a field that has no value yet.
    pub value: Option<Expr>,
    /// The mark before the value; without one the type decides.
    pub mode: Option<Mode>,
}

/// `dotted.name`, `"any name"`, `{CONSTANT}`.
#[derive(Clone)]
pub enum Name {
    Known(String),
    Path(Path),
}

impl Parse for Field {
    fn parse(input: ParseStream) -> Result<Self> {
        let mut mode = mark(input)?;
        let name = input.parse()?;
        let value = if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            mode = mark(input)?;
            Some(input.parse()?)
        } else {
            None
        };
        Ok(Field { name, value, mode })
    }
}

fn mark(input: ParseStream) -> Result<Option<Mode>> {
    if input.parse::<Option<Token![%]>>()?.is_some() {
        Ok(Some(Mode::Display))
    } else if input.parse::<Option<Token![?]>>()?.is_some() {
        Ok(Some(Mode::Debug))
    } else {
        Ok(None)
    }
}

/// As an expression.
impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Name::Known(name) => name.to_tokens(tokens),
            Name::Path(path) => path.to_tokens(tokens),
        }
    }
}

impl Parse for Name {
    fn parse(input: ParseStream) -> Result<Self> {
        if input.peek(LitStr) {
            let name: LitStr = input.parse()?;
            return match name.value() {
                value if value.is_empty() => {
                    Err(Error::new(name.span(), "an empty string is no name"))
                }
                value => Ok(Name::Known(value)),
            };
        }
        if input.peek(token::Brace) {
            let inside;
            braced!(inside in input);
            return inside.call(Path::parse_mod_style).map(Name::Path);
        }
        let first = input.call(Ident::parse_any).map_err(|error| {
            Error::new(
                error.span(),
                "expected the name of a field: `name`, `dotted.name`, `\"any name\"` or `{CONSTANT}`",
            )
        })?;
        let mut name = first.unraw().to_string();
        while input.parse::<Option<Token![.]>>()?.is_some() {
            name.push('.');
            name.push_str(&input.call(Ident::parse_any)?.unraw().to_string());
        }
        Ok(Name::Known(name))
    }
}
