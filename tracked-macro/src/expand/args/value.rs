//! The values of options: strings, paths, names of arguments, numbers, durations.

use std::time::Duration;

use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Ident, Lit, LitInt, LitStr, Path, Result, Token};

use super::list::comma_separated;

/// A string, or a path to a constant.
#[derive(Clone)]
pub enum StrOrPath {
    Str(String),
    Path(Path),
}

impl StrOrPath {
    pub fn as_str(&self) -> Option<&str> {
        match self {
            StrOrPath::Str(text) => Some(text),
            StrOrPath::Path(_) => None,
        }
    }
}

impl Parse for StrOrPath {
    fn parse(input: ParseStream) -> Result<Self> {
        if input.peek(LitStr) {
            let text = non_empty(input, "the string must not be empty")?;
            return Ok(StrOrPath::Str(text.value()));
        }
        let path = input.call(Path::parse_mod_style);
        expect(path, "expected a string or a path to a constant").map(StrOrPath::Path)
    }
}

/// Replaces the words of a syntax error.
pub fn expect<T>(result: Result<T>, expected: &str) -> Result<T> {
    result.map_err(|error| Error::new(error.span(), expected))
}

/// A string literal that must not be empty.
pub fn non_empty(input: ParseStream, message: &str) -> Result<LitStr> {
    let text: LitStr = input.parse()?;
    if text.value().is_empty() {
        return Err(Error::new(text.span(), message));
    }
    Ok(text)
}

/// `a, b`: names of arguments, without `r#`.
pub fn names(input: ParseStream) -> Result<Vec<Ident>> {
    let mut names = Vec::new();
    comma_separated(input, "name", |input| {
        // A parameter `_` has no name and is never logged; `tracing` requires that it is skipped all the same.
        if input.parse::<Option<Token![_]>>()?.is_none() {
            let name = input.call(Ident::parse_any);
            names.push(expect(name, "expected the name of an argument")?.unraw());
        }
        Ok(())
    })?;
    Ok(names)
}

/// A whole number of bytes.
pub fn bytes(input: ParseStream) -> Result<usize> {
    const EXPECTED: &str = "expected a number of bytes, such as `4096`";
    let number: LitInt = expect(input.parse(), EXPECTED)?;
    match (number.suffix(), number.base10_parse()) {
        ("" | "usize", Ok(bytes)) => Ok(bytes),
        _ => Err(Error::new(number.span(), EXPECTED)),
    }
}

/// `"250ms"`: a number and its unit.
pub fn duration(input: ParseStream) -> Result<Duration> {
    const EXPECTED: &str =
        "expected a duration in `ns`, `us`, `ms`, `s` or `min`, such as `\"250ms\"`";
    let text: LitStr = expect(input.parse(), EXPECTED)?;
    let value = text.value();
    let unit = value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let seconds = match unit.trim() {
        "ns" => 1e-9,
        "us" | "µs" => 1e-6,
        "ms" => 1e-3,
        "s" => 1.0,
        "min" => 60.0,
        _ => return Err(Error::new(text.span(), EXPECTED)),
    };
    value[..value.len() - unit.len()]
        .parse::<f64>()
        .ok()
        .and_then(|number| Duration::try_from_secs_f64(number * seconds).ok())
        .ok_or_else(|| Error::new(text.span(), EXPECTED))
}

/// A number from 0 to 1.
pub fn rate(input: ParseStream) -> Result<f64> {
    let span = input.span();
    let number = match input.parse() {
        Ok(Lit::Int(number)) => number.base10_parse().ok(),
        Ok(Lit::Float(number)) => number.base10_parse().ok(),
        _ => None,
    };
    number
        .filter(|rate| (0.0..=1.0).contains(rate))
        .ok_or_else(|| {
            Error::new(
                span,
                "expected a sampling rate between 0 and 1, such as `0.01`",
            )
        })
}
