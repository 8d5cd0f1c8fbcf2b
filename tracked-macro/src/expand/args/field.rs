//! The fields of `fields(…)`: further values in a record, in the syntax of `tracing`.

use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Expr, Ident, LitStr, Path, Result, Token, braced, token};

use super::event::Mode;
use super::value::{StrOrPath, expect};

/// `name`, `name = value`, `name = %value`, `name = ?value`.
pub struct FieldArg {
    /// `dotted.name`, `"any name"`, `{CONSTANT}`
    pub name: StrOrPath,
    /// `None` for an argument that is logged under its own name, or for a field that has no value yet.
    pub value: Option<Expr>,
    /// The `%` or `?` before the value; without one, the type decides.
    pub mode: Option<Mode>,
    /// Whether the value is `Empty`: the body records it later.
    pub is_empty: bool,
}

impl Parse for FieldArg {
    fn parse(input: ParseStream) -> Result<Self> {
        let mut mode = parse_mode(input)?;
        let name = field_name(input)?;
        let mut value = None;
        if input.parse::<Option<Token![=]>>()?.is_some() {
            mode = parse_mode(input)?;
            let parsed: Expr = input.parse()?;
            value = Some(match (mode, formatted(&parsed)) {
                (None, Some((function, argument))) => {
                    mode = Some(function);
                    argument.clone()
                }
                _ => parsed,
            });
        }
        let is_empty = mode.is_none() && value.as_ref().is_some_and(is_empty);
        Ok(FieldArg {
            name,
            value: value.filter(|_| !is_empty),
            mode,
            is_empty,
        })
    }
}

/// Whether this is `Empty`, or a path to it such as `tracing::field::Empty`.
///
/// Wrong for a constant of the user's own with that name: the field has no value. In braces, the constant is an
/// expression like any other.
fn is_empty(value: &Expr) -> bool {
    let Expr::Path(value) = value else {
        return false;
    };
    let last = value.path.segments.last();
    last.is_some_and(|last| last.ident == "Empty" && last.arguments.is_none())
}

/// `display(value)` and `debug(value)` mean `%value` and `?value`: `tracing` has these functions in scope.
///
/// Wrong for functions of the user's own with these names: they are not called. By a path, such as `self::display(value)`,
/// they are.
fn formatted(value: &Expr) -> Option<(Mode, &Expr)> {
    let Expr::Call(call) = value else { return None };
    let Expr::Path(function) = &*call.func else {
        return None;
    };
    let mode = if function.path.is_ident("display") {
        Mode::Display
    } else if function.path.is_ident("debug") {
        Mode::Debug
    } else {
        return None;
    };
    let is_only = call.args.len() == 1;
    Some((mode, call.args.first().filter(|_| is_only)?))
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

fn field_name(input: ParseStream) -> Result<StrOrPath> {
    if input.peek(LitStr) {
        return input.parse();
    }
    if input.peek(token::Brace) {
        let content;
        braced!(content in input);
        return content.call(Path::parse_mod_style).map(StrOrPath::Path);
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
    Ok(StrOrPath::Str(name))
}
