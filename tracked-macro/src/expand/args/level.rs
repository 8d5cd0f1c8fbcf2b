//! A level: `"debug"`, `2`, `Level::Debug`.

use syn::parse::{Parse, ParseStream};
use syn::{Error, LitInt, LitStr, Path, Result};

use super::value::expect;

/// A level: one of `log`'s five by the name of its variant, or a path to a constant.
pub enum Level {
    /// No level: an event that is not logged. Only events have it.
    Off,
    Variant(&'static str),
    Path(Path),
}

impl Parse for Level {
    fn parse(input: ParseStream) -> Result<Self> {
        let (word, span) = if input.peek(LitStr) {
            let lit: LitStr = input.parse()?;
            (lit.value(), lit.span())
        } else if input.peek(LitInt) {
            let lit: LitInt = input.parse()?;
            (lit.base10_digits().to_owned(), lit.span())
        } else {
            let path = expect(input.call(Path::parse_mod_style), EXPECTED)?;
            return Ok(tracing_level(&path).map_or(Level::Path(path), Level::Variant));
        };
        LEVELS
            .iter()
            .find(|(number, name)| word == *number || word.eq_ignore_ascii_case(name))
            .map(|(_, name)| Level::Variant(name))
            .ok_or_else(|| Error::new(span, EXPECTED))
    }
}

/// The level that a path such as `tracing::Level::INFO` means: `tracing` has constants where `log` has variants.
///
/// Wrong for constants of the user's own type `Level` that have these names and other values.
fn tracing_level(path: &Path) -> Option<&'static str> {
    let mut segments = path.segments.iter().rev();
    let (constant, ty) = (segments.next()?, segments.next()?);
    let mut levels = LEVELS.iter().filter(|_| ty.ident == "Level");
    let (_, name) = levels.find(|(_, name)| constant.ident == name.to_uppercase())?;
    Some(name)
}

/// `tracing` numbers them in this way.
const LEVELS: [(&str, &str); 5] = [
    ("1", "Trace"),
    ("2", "Debug"),
    ("3", "Info"),
    ("4", "Warn"),
    ("5", "Error"),
];

const EXPECTED: &str = "expected a level: `\"error\"`, `\"warn\"`, `\"info\"`, `\"debug\"`, `\"trace\"`, \
                        a number from 1 (trace) to 5 (error), or a path such as `Level::Debug`";
