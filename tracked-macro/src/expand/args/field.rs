//! The fields of `fields(…)`: further values in a record, in the syntax of `tracing`.

use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Expr, Ident, LitStr, Path, Result, Token, braced, token};

use super::event::Mode;
use super::value::{expect, non_empty};

/// `name`, `name = value`, `name = %value`, `name = ?value`.
pub struct FieldArg {
    pub name: FieldName,
    /// `None` for an argument that is logged under its own name, or for a field that has no value yet.
    pub value: Option<Expr>,
    /// The `%` or `?` before the value; without one, the type decides.
    pub mode: Option<Mode>,
}

/// `dotted.name`, `"any name"`, `{CONSTANT}`.
#[derive(Clone)]
pub enum FieldName {
    Str(String),
    Constant(Path),
}

impl FieldName {
    /// The name, unless it is that of a constant.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            FieldName::Str(name) => Some(name),
            FieldName::Constant(_) => None,
        }
    }
}

impl Parse for FieldArg {
    fn parse(input: ParseStream) -> Result<Self> {
        let mut mode = parse_mode(input)?;
        let name = input.parse()?;
        let mut value = None;
        if input.parse::<Option<Token![=]>>()?.is_some() {
            mode = parse_mode(input)?;
            value = Some(input.parse()?);
        }
        Ok(FieldArg { name, value, mode })
    }
}

fn parse_mode(input: ParseStream) -> Result<Option<Mode>> {
    if input.parse::<Option<Token![%]>>()?.is_some() {
        Ok(Some(Mode::Display))
    } else if input.parse::<Option<Token![?]>>()?.is_some() {
        Ok(Some(Mode::Debug))
    } else {
        Ok(None)
    }
}

impl Parse for FieldName {
    fn parse(input: ParseStream) -> Result<Self> {
        if input.peek(LitStr) {
            let name = non_empty(input, "the string must not be empty")?;
            return Ok(FieldName::Str(name.value()));
        }
        if input.peek(token::Brace) {
            let content;
            braced!(content in input);
            return content.call(Path::parse_mod_style).map(FieldName::Constant);
        }
        let first = expect(
            input.call(Ident::parse_any),
            "expected the name of a field: `name`, `dotted.name`, `\"any name\"` or `{CONSTANT}`",
        )?;
        let mut name = first.unraw().to_string();
        while input.parse::<Option<Token![.]>>()?.is_some() {
            name.push('.');
            name.push_str(&input.call(Ident::parse_any)?.unraw().to_string());
        }
        Ok(FieldName::Str(name))
    }
}
