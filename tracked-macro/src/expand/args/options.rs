//! The table of options: the only place that lists their names.

use std::time::Duration;

use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Error, Expr, Ident, LitStr, Path, Result, Token, token};

use super::event::{EventArgs, EventKind, RETURN_OPTIONS};
use super::field::FieldArg;
use super::level::Level;
use super::list::{EXCLUSIVE, add_option, comma_separated, is_at_end, parentheses};
use super::value::{StrOrPath, bytes, duration, expect, names, rate};
use crate::expand::mistakes::{Mistakes, quoted_list};

/// The values of all options of one attribute.
#[derive(Default)]
pub struct Args {
    pub level: Option<Level>,
    pub name: Option<StrOrPath>,
    pub target: Option<StrOrPath>,
    pub skip: Vec<Ident>,
    /// The arguments in `args(…)`.
    pub selected: Option<Vec<Ident>>,
    pub fields: Vec<FieldArg>,
    /// The arguments that are redacted in addition to the built-in list.
    pub redact: Vec<Ident>,
    /// Whether the built-in list is off.
    pub redact_off: bool,
    pub max_len: Option<usize>,
    events: [EventArgs; 5],
    pub ret: Option<EventArgs>,
    pub err_if: Option<Expr>,
    pub slow: Option<Duration>,
    pub sample: Option<f64>,
    pub parent: Option<Expr>,
    /// The builder of the logger, or a path to a function that returns it. `init` alone has none.
    pub init: Option<Expr>,
    pub krate: Option<Path>,
    /// The names in the lists that a block has passed to the function, or `None` if the function is not in an annotated
    /// block. They may be arguments of other functions in the block.
    pub inherited_names: Option<Vec<Ident>>,
    /// The events whose messages are those of the block.
    pub inherited_messages: Vec<EventKind>,
    /// Whether a mistake in `fields` hides which fields there are.
    pub has_unknown_fields: bool,
    /// The names of the options, in order.
    given: Vec<Ident>,
}

/// The form in which an option is written.
enum Syntax {
    /// `name`
    Bare,
    /// `name = value`
    Assigned,
    /// `name(a, b)`
    List,
    /// `name = value` or `name(a, b)`
    Event,
    /// `name`, or with a value.
    Optional,
}

/// A row of the table.
struct OptionSpec {
    name: &'static str,
    syntax: Syntax,
    example: &'static str,
    /// Parses the value and stores it. The input starts after `=`, or is the content of the parentheses. If the syntax
    /// is `Event` or `Optional`, the input starts after the name.
    set: fn(&mut Args, ParseStream) -> Result<()>,
}

macro_rules! options {
    ($args:ident, $input:ident: $($name:tt $syntax:ident $example:literal $(=> $set:expr)?;)*) => {
        &[$(OptionSpec {
            name: stringify!($name),
            syntax: Syntax::$syntax,
            example: $example,
            set: |$args, $input| {
                let _ = (&$args, $input);
                $($set;)?
                Ok(())
            },
        }),*]
    };
}

const OPTIONS: &[OptionSpec] = options! { args, input:
    level    Assigned "level = \"debug\""           => args.level = Some(input.parse()?);
    name     Assigned "name = \"read\""             => args.name = Some(input.parse()?);
    target   Assigned "target = \"store\""          => args.target = Some(input.parse()?);
    skip     List     "skip(a, b)"                  => args.skip = names(input)?;
    skip_all Bare     "skip_all";
    args     List     "args(a, b)"                  => args.selected = Some(names(input)?);
    fields   List     "fields(name = value)"        => args.set_fields(input)?;
    redact   List     "redact(a, b)"                => args.set_redact(names(input)?);
    max_len  Assigned "max_len = 4096"              => args.max_len = Some(bytes(input)?);
    start    Event    "start = \"read {path}\""     => args.set_event(EventKind::Start, input)?;
    done     Event    "done = off"                  => args.set_event(EventKind::Done, input)?;
    err      Optional "err(level = \"warn\")"       => args.set_event(EventKind::Error, input)?;
    panic    Event    "panic = off"                 => args.set_event(EventKind::Panic, input)?;
    cancel   Event    "cancel(level = \"debug\")"   => args.set_event(EventKind::Cancel, input)?;
    ret      Optional "ret(Display)"                => args.ret = Some(ret(input)?);
    err_if   Assigned "err_if = Option::is_none"    => args.err_if = Some(input.parse()?);
    slow     Assigned "slow = \"250ms\""            => args.slow = Some(duration(input)?);
    sample   Assigned "sample = 0.01"               => args.sample = Some(rate(input)?);
    parent   Assigned "parent = context"            => args.parent = Some(input.parse()?);
    init     Optional "init"                        => args.init = builder(input)?;
    crate    Assigned "crate = app::tracked_core"   => args.krate = Some(crate_path(input)?);
    off      Bare     "off";
};

/// A marker that only the macro writes: it separates the options that a function inherits from its own.
pub const INHERITED: &str = "__inherited";

impl Args {
    /// Parses all options. An option with a mistake keeps its default.
    pub fn parse(raw_args: TokenStream, mistakes: &mut Mistakes) -> Self {
        let mut args = Args::default();
        let parser =
            |input: ParseStream| comma_separated(input, "option", |input| args.parse_option(input));
        mistakes.ok(parser.parse2(raw_args));
        for (one, other) in EXCLUSIVE {
            if let (true, Some(span)) = (args.is_given(one), args.span_of(other)) {
                let message = format!(
                    "`{one}` and `{other}` can't be combined: each selects the arguments to log"
                );
                mistakes.report(span, message);
            }
        }
        if let (true, [first, second, ..]) = (args.is_given("off"), args.given.as_slice()) {
            let other = if first == "off" { second } else { first };
            let message = format!("`off` and `{other}` can't be combined");
            mistakes.report(other.span(), message);
        }
        args
    }

    pub fn event(&self, kind: EventKind) -> &EventArgs {
        &self.events[kind as usize]
    }

    /// The names in `skip`, `args` and `redact`.
    pub fn listed_names(&self) -> impl Iterator<Item = &Ident> {
        let selected = self.selected.iter().flatten();
        self.skip.iter().chain(selected).chain(&self.redact)
    }

    /// Whether the attribute has the option.
    pub fn is_given(&self, name: &str) -> bool {
        self.span_of(name).is_some()
    }

    /// The location of an option's name, if the attribute has the option.
    pub fn span_of(&self, name: &str) -> Option<Span> {
        let mut given = self.given.iter();
        given.find(|given| *given == name).map(Ident::span)
    }

    /// Whether the function is in an annotated block, whose options may not fit it.
    pub fn is_in_block(&self) -> bool {
        self.inherited_names.is_some()
    }

    fn set_event(&mut self, kind: EventKind, input: ParseStream) -> Result<()> {
        if is_at_end(input) {
            return Ok(());
        }
        self.events[kind as usize].parse(input, kind.options())
    }

    fn set_fields(&mut self, input: ParseStream) -> Result<()> {
        self.has_unknown_fields = true;
        comma_separated(input, "field", |input| {
            let span = input.span();
            let field: FieldArg = input.parse()?;
            let name = field.name.as_str();
            if let Some(name) = name.filter(|name| self.has_field(name)) {
                return Err(Error::new(span, format!("field `{name}` is given twice")));
            }
            self.fields.push(field);
            Ok(())
        })?;
        self.has_unknown_fields = false;
        Ok(())
    }

    /// Whether `fields` contains a field of this name.
    pub fn has_field(&self, name: &str) -> bool {
        let mut fields = self.fields.iter();
        fields.any(|field| field.name.as_str() == Some(name))
    }

    fn set_redact(&mut self, names: Vec<Ident>) {
        self.redact_off = matches!(names.as_slice(), [off] if off == "off");
        self.redact = if self.redact_off { Vec::new() } else { names };
    }

    fn parse_option(&mut self, input: ParseStream) -> Result<()> {
        // `tracing` accepts a name without `name =`.
        let is_bare_name = input.peek(LitStr);
        let name = if is_bare_name {
            Ident::new("name", input.span())
        } else {
            let name = input.call(Ident::parse_any);
            name.map_err(|_| {
                let expected = quoted_list(option_names());
                input.error(format!("expected an option: one of {expected}"))
            })?
        };
        if name == INHERITED {
            self.inherited_names = Some(self.listed_names().cloned().collect());
            let kinds = EventKind::ALL.into_iter();
            let kinds = kinds.filter(|kind| self.event(*kind).message.is_some());
            self.inherited_messages = kinds.collect();
            return Ok(());
        }
        let option = &OPTIONS[add_option(&name, &option_names(), &mut self.given)?];
        if is_bare_name {
            self.name = Some(input.parse()?);
            return Ok(());
        }
        let example = option.example;
        match (&option.syntax, is_at_end(input)) {
            (Syntax::Bare, false) => Err(input.error(format!("`{name}` takes no value"))),
            (Syntax::Assigned | Syntax::List | Syntax::Event, true) => {
                let message = format!("`{name}` needs a value, as in `{example}`");
                Err(Error::new(name.span(), message))
            }
            (Syntax::List, false) => (option.set)(self, &parentheses(input, example)?),
            (Syntax::Assigned, false) => {
                input.parse::<Token![=]>()?;
                (option.set)(self, input)
            }
            _ => (option.set)(self, input),
        }
    }
}

fn option_names() -> Vec<&'static str> {
    OPTIONS.iter().map(|option| option.name).collect()
}

fn crate_path(input: ParseStream) -> Result<Path> {
    let path = input.call(Path::parse_mod_style);
    expect(path, "expected a path such as `my_framework::tracked_core`")
}

/// Nothing, or `(Debug)`, `(Display)`, `(level = …)`.
fn ret(input: ParseStream) -> Result<EventArgs> {
    let mut ret = EventArgs::default();
    if input.peek(token::Paren) {
        ret.parse(input, RETURN_OPTIONS)?;
    } else if !is_at_end(input) {
        let expected = "expected `ret`, `ret(Debug)`, `ret(Display)` or `ret(level = …)`";
        return Err(input.error(expected));
    }
    Ok(ret)
}

/// Nothing, or `= builder`.
fn builder(input: ParseStream) -> Result<Option<Expr>> {
    match input.parse::<Option<Token![=]>>()? {
        Some(_) => input.parse().map(Some),
        None => Ok(None),
    }
}
