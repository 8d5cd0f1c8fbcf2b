//! What stands between the parentheses of `#[tracked(…)]`: the only file that knows the names of the options.

use std::time::Duration;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseBuffer, ParseStream};
use syn::{
    Error, Expr, Ident, LitFloat, LitInt, LitStr, Path, Result, Token, parenthesized, token,
};

use super::field::Field;

/// The options, typed, each with the tokens that later errors point at.
#[derive(Default)]
pub struct Args {
    pub level: Option<Level>,
    pub name: Option<Text>,
    pub target: Option<Text>,
    pub skip: Vec<Ident>,
    pub skip_all: bool,
    pub only: Option<Vec<Ident>>,
    pub fields: Vec<Field>,
    pub redact: Redact,
    pub max_len: Option<usize>,
    pub start: Event,
    pub done: Event,
    pub err: Event,
    pub panic: Event,
    pub cancel: Event,
    pub ret: Option<Ret>,
    pub err_if: Option<Expr>,
    pub slow: Option<Duration>,
    pub sample: Option<f64>,
    pub parent: Option<Expr>,
    pub init: Option<Init>,
    pub krate: Option<Path>,
    /// Leaves the function as it is.
    pub off: bool,
    /// Some of the options come from the block around the function.
    pub inherited: bool,
    /// What the lists among those name: perhaps arguments of other functions.
    pub others: Vec<Ident>,
}

/// What was said of one event.
#[derive(Default)]
pub struct Event {
    pub off: bool,
    pub message: Option<LitStr>,
    pub level: Option<Level>,
    pub level_by: Option<Expr>,
    pub mode: Option<Mode>,
}

/// How a value is written.
#[derive(Clone, Copy, PartialEq)]
pub enum Mode {
    Debug,
    Display,
}

/// The returned value in `done`.
pub struct Ret {
    pub mode: Mode,
    pub level: Option<Level>,
}

/// Which arguments are hidden.
#[derive(Default)]
pub struct Redact {
    pub also: Vec<Ident>,
    /// Whether the built-in list is off.
    pub off: bool,
}

/// The logger setup in front of `main`.
pub struct Init {
    pub span: Span,
    pub builder: Option<Expr>,
}

/// A level: one of `log`'s five by its variant's name, or a path to a constant.
pub enum Level {
    Known(&'static str),
    Path(Path),
}

/// A literal or a path to a constant.
pub enum Text {
    Literal(LitStr),
    Path(Path),
}

type Setter = fn(&mut Args, ParseStream) -> Result<()>;

/// The one table of options: it parses them, and its names are what an unknown one is told.
const OPTIONS: &[(&str, Setter)] = &[
    ("level", |args, input| assign(input, &mut args.level)),
    ("name", |args, input| assign(input, &mut args.name)),
    ("target", |args, input| assign(input, &mut args.target)),
    ("skip", |args, input| {
        args.skip = names(input, "skip(a, b)")?;
        Ok(())
    }),
    ("skip_all", |args, _| {
        args.skip_all = true;
        Ok(())
    }),
    ("args", |args, input| {
        args.only = Some(names(input, "args(a, b)")?);
        Ok(())
    }),
    ("fields", |args, input| {
        let inside = inside(input, "fields(name = value)")?;
        args.fields = inside
            .parse_terminated(Field::parse, Token![,])?
            .into_iter()
            .collect();
        Ok(())
    }),
    ("redact", |args, input| {
        args.redact.also = names(input, "redact(a, b)")?;
        args.redact.off = matches!(args.redact.also.as_slice(), [off] if off == "off");
        if args.redact.off {
            args.redact.also.clear();
        }
        Ok(())
    }),
    ("max_len", |args, input| {
        args.max_len = Some(bytes(input)?);
        Ok(())
    }),
    ("start", |args, input| {
        event(input, &mut args.start, OF_EVENTS)
    }),
    ("done", |args, input| {
        event(input, &mut args.done, OF_EVENTS)
    }),
    ("err", |args, input| {
        if input.is_empty() || input.peek(Token![,]) {
            return Ok(());
        }
        event(input, &mut args.err, OF_ERRORS)
    }),
    ("panic", |args, input| {
        event(input, &mut args.panic, OF_EVENTS)
    }),
    ("cancel", |args, input| {
        event(input, &mut args.cancel, OF_EVENTS)
    }),
    ("ret", |args, input| {
        args.ret = Some(input.parse()?);
        Ok(())
    }),
    ("err_if", |args, input| assign(input, &mut args.err_if)),
    ("slow", |args, input| {
        input.parse::<Token![=]>()?;
        args.slow = Some(duration(input)?);
        Ok(())
    }),
    ("sample", |args, input| {
        input.parse::<Token![=]>()?;
        args.sample = Some(rate(input)?);
        Ok(())
    }),
    ("parent", |args, input| assign(input, &mut args.parent)),
    ("init", |args, input| {
        let span = input.span();
        let builder = match input.parse::<Option<Token![=]>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        args.init = Some(Init { span, builder });
        Ok(())
    }),
    ("crate", |args, input| {
        input.parse::<Token![=]>()?;
        match input.call(Path::parse_mod_style) {
            Ok(path) => args.krate = Some(path),
            Err(error) => {
                let expected = "expected a path, such as `my_framework::tracked_core`";
                return Err(Error::new(error.span(), expected));
            }
        }
        Ok(())
    }),
    ("off", |args, _| {
        args.off = true;
        Ok(())
    }),
];

/// Options that take no value.
const ALONE: &[&str] = &["off", "skip_all"];

/// Options that mean something without a value too.
const FLAGS: &[&str] = &["err", "init", "ret"];

/// Stands behind the options that a function has from the block around it: see `container.rs`.
pub const INHERITED: &str = "__inherited";

/// Options of which only one can be meant.
const EXCLUSIVE: &[(&str, &str)] = &[("skip", "args"), ("skip_all", "args"), ("skip_all", "skip")];

impl Args {
    /// Where the runtime is: the one place that knows.
    pub fn runtime(&self) -> TokenStream {
        self.krate
            .as_ref()
            .map_or_else(|| quote!(::tracked_core), ToTokens::to_token_stream)
    }
}

impl Parse for Args {
    /// Independent mistakes are collected, so that all of them are told at once.
    fn parse(input: ParseStream) -> Result<Self> {
        let mut args = Args::default();
        let mut seen = Vec::new();
        let mut errors = None::<Error>;
        while !input.is_empty() {
            if let Err(error) = option(input, &mut args, &mut seen) {
                combine(&mut errors, error);
                skip_to_comma(input);
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        for (one, other) in EXCLUSIVE {
            let place = |name| seen.iter().find(|seen: &&Ident| *seen == name);
            if let (Some(_), Some(other)) = (place(one), place(other)) {
                let message = format!(
                    "`{other}` excludes `{one}`: one of them says which arguments are shown"
                );
                combine(&mut errors, Error::new(other.span(), message));
            }
        }
        if let (true, [first, second, ..]) = (args.off, seen.as_slice()) {
            let other = if first == "off" { second } else { first };
            let message = format!("`{other}` means nothing beside `off`");
            combine(&mut errors, Error::new(other.span(), message));
        }
        errors.map_or(Ok(args), Err)
    }
}

/// Collects errors, to be told together.
pub fn combine(errors: &mut Option<Error>, error: Error) {
    match errors {
        Some(errors) => errors.combine(error),
        None => *errors = Some(error),
    }
}

/// Parses one option into its field, up to the comma behind it.
fn option(input: ParseStream, args: &mut Args, seen: &mut Vec<Ident>) -> Result<()> {
    // `tracing` takes a name without its `name = ` too.
    if input.peek(LitStr) && args.name.is_none() {
        return input.parse().map(|name| args.name = Some(name));
    }
    let Ok(name) = input.call(Ident::parse_any) else {
        return Err(input.error(format!("expected an option: {}", option_names())));
    };
    if name == INHERITED {
        args.inherited = true;
        args.others = [
            &args.skip,
            args.only.as_ref().unwrap_or(&args.skip),
            &args.redact.also,
        ]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
        return Ok(());
    }
    let Some((_, set)) = OPTIONS.iter().find(|(option, _)| name == option) else {
        return Err(Error::new(
            name.span(),
            format!(
                "unknown option `{name}`; expected one of {}",
                option_names()
            ),
        ));
    };
    if seen.contains(&name) {
        return Err(Error::new(
            name.span(),
            format!("option `{name}` is given twice"),
        ));
    }
    seen.push(name.clone());
    let is_in = |names: &[&str]| names.iter().any(|listed| name == listed);
    let is_bare = input.is_empty() || input.peek(Token![,]);
    if is_bare && !is_in(FLAGS) && !is_in(ALONE) {
        return Err(Error::new(name.span(), format!("`{name}` takes a value")));
    }
    if !is_bare && is_in(ALONE) {
        return Err(input.error(format!("`{name}` stands alone")));
    }
    set(args, input)?;
    if let (Some(init), true) = (&mut args.init, name == "init") {
        init.span = name.span();
    }
    if input.is_empty() || input.peek(Token![,]) {
        Ok(())
    } else {
        Err(input.error("expected `,` before the next option"))
    }
}

fn option_names() -> String {
    let names: Vec<_> = OPTIONS
        .iter()
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    names.join(", ")
}

/// The options as they are written, each with its name.
pub fn split(args: TokenStream) -> Vec<(String, TokenStream)> {
    let mut options: Vec<(String, TokenStream)> = Vec::new();
    let mut begins = true;
    // Within `::<…>` a comma is no end.
    let (mut before, mut depth) = (' ', 0_usize);
    for token in args {
        let mark = match &token {
            TokenTree::Punct(mark) => mark.as_char(),
            _ => ' ',
        };
        match mark {
            '<' if depth > 0 || before == ':' => depth += 1,
            '>' if before != '-' => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = mark;
        if mark == ',' && depth == 0 {
            begins = true;
            continue;
        }
        if begins {
            options.push((token.to_string(), TokenStream::new()));
            begins = false;
        }
        if let Some((_, tokens)) = options.last_mut() {
            tokens.extend([token]);
        }
    }
    options
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

/// The inside of the parentheses that an option needs, of which `example` is one.
fn inside<'a>(input: ParseStream<'a>, example: &str) -> Result<ParseBuffer<'a>> {
    if !input.peek(token::Paren) {
        return Err(input.error(format!("expected parentheses, as in `{example}`")));
    }
    let inside;
    parenthesized!(inside in input);
    Ok(inside)
}

/// `(a, b)`: names of arguments.
fn names(input: ParseStream, example: &str) -> Result<Vec<Ident>> {
    let inside = inside(input, example)?;
    let mut names = Vec::new();
    while !inside.is_empty() {
        // A parameter without a name is never shown; `tracing` wants it to be skipped all the same.
        if inside.parse::<Option<Token![_]>>()?.is_none() {
            match inside.call(Ident::parse_any) {
                Ok(name) => names.push(name),
                Err(error) => {
                    return Err(Error::new(error.span(), "expected the name of an argument"));
                }
            }
        }
        if !inside.is_empty() && inside.parse::<Token![,]>().is_err() {
            return Err(inside.error("expected `,` before the next name"));
        }
    }
    Ok(names)
}

/// A whole number of bytes.
fn bytes(input: ParseStream) -> Result<usize> {
    const EXPECTED: &str = "expected a number of bytes";
    input.parse::<Token![=]>()?;
    let number: LitInt = input
        .parse()
        .map_err(|error| Error::new(error.span(), EXPECTED))?;
    match (number.suffix(), number.base10_parse()) {
        ("" | "usize", Ok(bytes)) => Ok(bytes),
        _ => Err(Error::new(number.span(), EXPECTED)),
    }
}

const EVENT: &str = "expected a message such as `\"read {path}\"`, or `off`";

/// What the parentheses of an event may hold, of an error, of the returned value.
const OF_EVENTS: &[&str] = &["level", "message"];
const OF_ERRORS: &[&str] = &["level", "level_by", "message", "Debug", "Display"];
const OF_VALUES: &[&str] = &["level", "Debug", "Display"];

/// `= off`, `= "message"` or `(level = …, message = "…", Debug)`.
fn event(input: ParseStream, event: &mut Event, details: &[&str]) -> Result<()> {
    if input.peek(token::Paren) {
        let inside;
        parenthesized!(inside in input);
        let mut seen = Vec::new();
        while !inside.is_empty() {
            detail(&inside, event, details, &mut seen)?;
            if !inside.is_empty() {
                inside.parse::<Token![,]>()?;
            }
        }
        return Ok(());
    }
    input.parse::<Token![=]>()?;
    if input.peek(LitStr) {
        event.message = Some(message(input)?);
        return Ok(());
    }
    match input.parse::<Ident>() {
        Ok(word) if word == "off" => event.off = true,
        Ok(word) => return Err(Error::new(word.span(), EVENT)),
        Err(error) => return Err(Error::new(error.span(), EVENT)),
    }
    Ok(())
}

/// One of the things in the parentheses of an event.
fn detail(
    input: ParseStream,
    event: &mut Event,
    details: &[&str],
    seen: &mut Vec<Ident>,
) -> Result<()> {
    let name = input.call(Ident::parse_any)?;
    if !details.iter().any(|detail| name == detail) {
        let details: Vec<_> = details.iter().map(|detail| format!("`{detail}`")).collect();
        let message = format!(
            "unknown `{name}` here; expected one of {}",
            details.join(", ")
        );
        return Err(Error::new(name.span(), message));
    }
    // Of these two pairs only one can be meant, as of two of a kind.
    let excludes = |one: &Ident| match one.to_string().as_str() {
        "level" => name == "level_by",
        "level_by" => name == "level",
        "Debug" => name == "Display",
        "Display" => name == "Debug",
        _ => false,
    };
    if let Some(other) = seen.iter().find(|other| **other == name || excludes(other)) {
        return Err(Error::new(
            name.span(),
            format!("`{name}` can't be meant after `{other}`"),
        ));
    }
    seen.push(name.clone());
    match name.to_string().as_str() {
        "level" => assign(input, &mut event.level)?,
        "level_by" => assign(input, &mut event.level_by)?,
        "message" => {
            input.parse::<Token![=]>()?;
            event.message = Some(message(input)?);
        }
        "Debug" => event.mode = Some(Mode::Debug),
        _ => event.mode = Some(Mode::Display),
    }
    Ok(())
}

fn message(input: ParseStream) -> Result<LitStr> {
    let text: LitStr = input.parse()?;
    if text.value().is_empty() {
        return Err(Error::new(
            text.span(),
            "an empty message says nothing; `off` leaves the record out",
        ));
    }
    Ok(text)
}

impl Parse for Ret {
    /// Nothing, or `(Debug)`, `(Display)`, `(level = …)`.
    fn parse(input: ParseStream) -> Result<Self> {
        let mut event = Event::default();
        if input.peek(token::Paren) {
            self::event(input, &mut event, OF_VALUES)?;
        } else if !input.is_empty() && !input.peek(Token![,]) {
            return Err(
                input.error("expected `ret`, `ret(Debug)`, `ret(Display)` or `ret(level = …)`")
            );
        }
        Ok(Ret {
            mode: event.mode.unwrap_or(Mode::Debug),
            level: event.level,
        })
    }
}

impl Parse for Text {
    fn parse(input: ParseStream) -> Result<Self> {
        const EXPECTED: &str = "expected a string or a path to a constant";
        if input.peek(LitStr) {
            let text: LitStr = input.parse()?;
            if text.value().is_empty() {
                return Err(Error::new(text.span(), "an empty string is no name"));
            }
            return Ok(Text::Literal(text));
        }
        match input.call(Path::parse_mod_style) {
            Ok(path) => Ok(Text::Path(path)),
            Err(error) => Err(Error::new(error.span(), EXPECTED)),
        }
    }
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

/// `"250ms"`: a number and its unit.
fn duration(input: ParseStream) -> Result<Duration> {
    const EXPECTED: &str =
        "expected a duration such as `\"250ms\"`, in `ns`, `us`, `ms`, `s` or `min`";
    let text: LitStr = input
        .parse()
        .map_err(|error| Error::new(error.span(), EXPECTED))?;
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

/// A share from 0 to 1.
fn rate(input: ParseStream) -> Result<f64> {
    const EXPECTED: &str = "expected a share of the calls from `0.0` to `1.0`";
    let span = input.span();
    let number = if input.peek(LitInt) {
        input.parse::<LitInt>()?.base10_parse::<f64>()
    } else {
        input
            .parse::<LitFloat>()
            .and_then(|lit| lit.base10_parse::<f64>())
    };
    match number {
        Ok(rate) if (0.0..=1.0).contains(&rate) => Ok(rate),
        _ => Err(Error::new(span, EXPECTED)),
    }
}
