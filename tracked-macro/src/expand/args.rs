//! What stands between the parentheses of `#[tracked(…)]`: the only file that knows the names of the options.

use proc_macro2::TokenTree;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Ident, LitInt, LitStr, Path, Result, Token};

/// The options, typed, each with the tokens that later errors point at.
#[derive(Default)]
pub struct Args {
    pub level: Option<Level>,
    pub start: Event,
    pub done: Event,
    pub err: Event,
    pub panic: Event,
    pub cancel: Event,
    pub krate: Option<Path>,
}

/// What was said of one event.
#[derive(Default)]
pub enum Event {
    #[default]
    Default,
    Off,
    Message(LitStr),
}

/// The level of `start` and `done`: one of `log`'s five by its variant's name, or a path to a constant.
pub enum Level {
    Known(&'static str),
    Path(Path),
}

type Setter = fn(&mut Args, ParseStream) -> Result<()>;

/// The one table of options: it parses them, and its names are what an unknown one is told.
const OPTIONS: &[(&str, Setter)] = &[
    ("level", |args, input| assign(input, &mut args.level)),
    ("start", |args, input| event(input, &mut args.start)),
    ("done", |args, input| event(input, &mut args.done)),
    ("err", |args, input| event(input, &mut args.err)),
    ("panic", |args, input| event(input, &mut args.panic)),
    ("cancel", |args, input| event(input, &mut args.cancel)),
    ("crate", |args, input| {
        input.parse::<Token![=]>()?;
        args.krate = Some(input.call(Path::parse_mod_style)?);
        Ok(())
    }),
];

impl Parse for Args {
    /// Independent mistakes are collected, so that all of them are told at once.
    fn parse(input: ParseStream) -> Result<Self> {
        let mut args = Args::default();
        let mut seen = Vec::new();
        let mut errors = None::<Error>;
        while !input.is_empty() {
            if let Err(error) = option(input, &mut args, &mut seen) {
                match &mut errors {
                    Some(errors) => errors.combine(error),
                    None => errors = Some(error),
                }
                skip_to_comma(input);
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        errors.map_or(Ok(args), Err)
    }
}

/// Parses one option into its field, up to the comma behind it.
fn option(input: ParseStream, args: &mut Args, seen: &mut Vec<Ident>) -> Result<()> {
    let Ok(name) = input.call(Ident::parse_any) else {
        return Err(input.error(format!("expected an option: {}", names())));
    };
    let Some((_, set)) = OPTIONS.iter().find(|(option, _)| name == option) else {
        return Err(Error::new(
            name.span(),
            format!("unknown option `{name}`; expected one of {}", names()),
        ));
    };
    if seen.contains(&name) {
        return Err(Error::new(
            name.span(),
            format!("option `{name}` is given twice"),
        ));
    }
    seen.push(name);
    set(args, input)?;
    if input.is_empty() || input.peek(Token![,]) {
        Ok(())
    } else {
        Err(input.error("expected `,` before the next option"))
    }
}

fn names() -> String {
    let names: Vec<_> = OPTIONS
        .iter()
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    names.join(", ")
}

fn skip_to_comma(input: ParseStream) {
    while !input.is_empty() && !input.peek(Token![,]) {
        // Cannot fail: the input is not empty, and any token is a token tree.
        let _ = input.parse::<TokenTree>();
    }
}

fn assign<T: Parse>(input: ParseStream, field: &mut Option<T>) -> Result<()> {
    input.parse::<Token![=]>()?;
    *field = Some(input.parse()?);
    Ok(())
}

fn event(input: ParseStream, field: &mut Event) -> Result<()> {
    input.parse::<Token![=]>()?;
    *field = input.parse()?;
    Ok(())
}

impl Parse for Event {
    fn parse(input: ParseStream) -> Result<Self> {
        if input.peek(LitStr) {
            return input.parse().map(Event::Message);
        }
        match input.parse::<Ident>() {
            Ok(word) if word == "off" => Ok(Event::Off),
            Ok(word) => Err(Error::new(word.span(), EVENT)),
            Err(error) => Err(Error::new(error.span(), EVENT)),
        }
    }
}

const EVENT: &str = "expected a message such as `\"read {path}\"`, or `off`";

impl Parse for Level {
    fn parse(input: ParseStream) -> Result<Self> {
        let (word, span) = if input.peek(LitStr) {
            let lit: LitStr = input.parse()?;
            (lit.value(), lit.span())
        } else if input.peek(LitInt) {
            let lit: LitInt = input.parse()?;
            (lit.base10_digits().to_owned(), lit.span())
        } else {
            return match input.call(Path::parse_mod_style) {
                Ok(path) => Ok(Level::Path(path)),
                Err(error) => Err(Error::new(error.span(), LEVEL)),
            };
        };
        LEVELS
            .iter()
            .find(|(number, name)| word == *number || word.eq_ignore_ascii_case(name))
            .map(|(_, name)| Level::Known(name))
            .ok_or_else(|| Error::new(span, LEVEL))
    }
}

/// Numbered as `tracing` numbers them.
const LEVELS: [(&str, &str); 5] = [
    ("1", "Trace"),
    ("2", "Debug"),
    ("3", "Info"),
    ("4", "Warn"),
    ("5", "Error"),
];

const LEVEL: &str = "expected a level: `\"error\"`, `\"warn\"`, `\"info\"`, `\"debug\"`, `\"trace\"`, \
                     a number from 1 (trace) to 5 (error), or a path such as `Level::Debug`";
