//! The table of options: the only place that lists their names.

use std::time::Duration;

use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Error, Expr, ExprPath, Ident, LitStr, Path, Result, Token, token};

use super::event::{ERROR_OPTIONS, EVENT_OPTIONS, EventArgs, EventKind, RETURN_OPTIONS};
use super::field::FieldArg;
use super::level::Level;
use super::list::{comma_separated, is_at_end, parentheses};
use super::value::{StrOrPath, bytes, duration, expect, names, rate};
use crate::expand::mistakes::{Mistakes, quoted_list};

/// The values of the options.
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
    pub init: Option<Init>,
    pub krate: Option<Path>,
    /// If a block around the function passed its options to it, the names in their lists: they may be arguments of other
    /// functions.
    pub inherited_names: Option<Vec<Ident>>,
    /// Whether a mistake in `fields` hides which fields there are.
    pub has_unknown_fields: bool,
    /// The names of the options, in order.
    given: Vec<Ident>,
}

/// The logger setup at the beginning of `main`.
pub enum Init {
    Default,
    /// A path to a function that returns the builder.
    Function(ExprPath),
    Builder(Expr),
}

/// How an option is written.
enum Syntax {
    /// `name`
    Bare,
    /// `name = value`
    Assigned,
    /// `name(a, b)`, with an example.
    List(&'static str),
    /// `name = value` or `name(a, b)`.
    Event,
    /// `name`, or with a value.
    Optional,
}

type Setter = fn(&mut Args, ParseStream) -> Result<()>;

const OPTIONS: &[(&str, Syntax, Setter)] = {
    use Syntax::{Assigned, Bare, Event, List, Optional};
    &[
        ("level", Assigned, |args, input| {
            set(&mut args.level, input.parse())
        }),
        ("name", Assigned, |args, input| {
            set(&mut args.name, input.parse())
        }),
        ("target", Assigned, |args, input| {
            set(&mut args.target, input.parse())
        }),
        ("skip", List("skip(a, b)"), |args, input| {
            args.skip = names(input)?;
            Ok(())
        }),
        ("skip_all", Bare, |_, _| Ok(())),
        ("args", List("args(a, b)"), |args, input| {
            set(&mut args.selected, names(input))
        }),
        ("fields", List("fields(name = value)"), |args, input| {
            comma_separated(input, "field", |input| {
                args.fields.push(input.parse()?);
                Ok(())
            })
            .inspect_err(|_| args.has_unknown_fields = true)
        }),
        ("redact", List("redact(a, b)"), |args, input| {
            args.redact = names(input)?;
            args.redact_off = matches!(args.redact.as_slice(), [off] if off == "off");
            if args.redact_off {
                args.redact.clear();
            }
            Ok(())
        }),
        ("max_len", Assigned, |args, input| {
            set(&mut args.max_len, bytes(input))
        }),
        ("start", Event, |args, input| {
            args.set_event(EventKind::Start, input, EVENT_OPTIONS)
        }),
        ("done", Event, |args, input| {
            args.set_event(EventKind::Done, input, EVENT_OPTIONS)
        }),
        ("err", Optional, |args, input| {
            args.set_event(EventKind::Error, input, ERROR_OPTIONS)
        }),
        ("panic", Event, |args, input| {
            args.set_event(EventKind::Panic, input, EVENT_OPTIONS)
        }),
        ("cancel", Event, |args, input| {
            args.set_event(EventKind::Cancel, input, EVENT_OPTIONS)
        }),
        ("ret", Optional, |args, input| {
            set(&mut args.ret, ret(input))
        }),
        ("err_if", Assigned, |args, input| {
            set(&mut args.err_if, input.parse())
        }),
        ("slow", Assigned, |args, input| {
            set(&mut args.slow, duration(input))
        }),
        ("sample", Assigned, |args, input| {
            set(&mut args.sample, rate(input))
        }),
        ("parent", Assigned, |args, input| {
            set(&mut args.parent, input.parse())
        }),
        ("init", Optional, |args, input| {
            set(&mut args.init, input.parse())
        }),
        ("crate", Assigned, |args, input| {
            let path = input.call(Path::parse_mod_style);
            let expected = "expected a path, such as `my_framework::tracked_core`";
            set(&mut args.krate, expect(path, expected))
        }),
        ("off", Bare, |_, _| Ok(())),
    ]
};

/// Follows the options that a function inherits from the block around it; only the macro itself writes it.
pub const INHERITED: &str = "__inherited";

/// Two of a pair can't be given together: each says which arguments are logged.
const EXCLUSIVE: &[(&str, &str)] = &[("skip", "args"), ("skip_all", "args"), ("skip_all", "skip")];

/// Whether the two options can't be given together.
pub fn are_exclusive(one: &str, other: &str) -> bool {
    EXCLUSIVE.contains(&(one, other)) || EXCLUSIVE.contains(&(other, one))
}

impl Args {
    /// Parses all options. An option with a mistake keeps its default.
    pub fn parse(raw_args: TokenStream, mistakes: &mut Mistakes) -> Self {
        let mut args = Args::default();
        let parser =
            |input: ParseStream| comma_separated(input, "option", |input| args.parse_option(input));
        mistakes.ok(parser.parse2(raw_args));
        for (one, other) in EXCLUSIVE {
            if let (Some(_), Some(other)) = (args.find(one), args.find(other)) {
                let message = format!(
                    "`{other}` excludes `{one}`: one of them says which arguments are shown"
                );
                mistakes.push(Error::new(other.span(), message));
            }
        }
        if let (true, [first, second, ..]) = (args.is_given("off"), args.given.as_slice()) {
            let other = if first == "off" { second } else { first };
            let message = format!("`{other}` means nothing beside `off`");
            mistakes.push(Error::new(other.span(), message));
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
        self.find(name).is_some()
    }

    /// The name of an option in the attribute, if it is given.
    fn find(&self, name: &str) -> Option<&Ident> {
        self.given.iter().find(|given| *given == name)
    }

    /// The location of the name of an option.
    pub fn span_of(&self, name: &str) -> Span {
        self.find(name).map_or_else(Span::call_site, Ident::span)
    }

    fn set_event(&mut self, kind: EventKind, input: ParseStream, options: &[&str]) -> Result<()> {
        if !is_at_end(input) {
            self.events[kind as usize].parse(input, options)?;
        }
        Ok(())
    }

    fn parse_option(&mut self, input: ParseStream) -> Result<()> {
        // `tracing` accepts a name without `name =`.
        let is_bare_name = input.peek(LitStr);
        let name = if is_bare_name {
            Ident::new("name", input.span())
        } else {
            let name = input.call(Ident::parse_any);
            name.map_err(|_| input.error(format!("expected an option: {}", option_names())))?
        };
        if name == INHERITED {
            self.inherited_names = Some(self.listed_names().cloned().collect());
            return Ok(());
        }
        let Some((_, syntax, setter)) = OPTIONS.iter().find(|(option, ..)| name == option) else {
            let expected = option_names();
            let message = format!("unknown option `{name}`; expected one of {expected}");
            return Err(Error::new(name.span(), message));
        };
        if self.is_given(&name.to_string()) {
            let message = format!("option `{name}` is given twice");
            return Err(Error::new(name.span(), message));
        }
        self.given.push(name.clone());
        if is_bare_name {
            return set(&mut self.name, input.parse());
        }
        match (syntax, is_at_end(input)) {
            (Syntax::Bare, false) => Err(input.error(format!("`{name}` stands alone"))),
            (Syntax::Assigned | Syntax::List(_) | Syntax::Event, true) => {
                Err(Error::new(name.span(), format!("`{name}` takes a value")))
            }
            (Syntax::List(example), false) => setter(self, &parentheses(input, example)?),
            (Syntax::Assigned, false) => {
                input.parse::<Token![=]>()?;
                setter(self, input)
            }
            (Syntax::Bare | Syntax::Optional, true) | (Syntax::Event | Syntax::Optional, false) => {
                setter(self, input)
            }
        }
    }
}

fn set<T>(option: &mut Option<T>, value: Result<T>) -> Result<()> {
    *option = Some(value?);
    Ok(())
}

fn option_names() -> String {
    quoted_list(OPTIONS.iter().map(|(name, ..)| name))
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

impl Parse for Init {
    /// Nothing, or `= builder`.
    fn parse(input: ParseStream) -> Result<Self> {
        if input.parse::<Option<Token![=]>>()?.is_none() {
            return Ok(Init::Default);
        }
        Ok(match input.parse()? {
            Expr::Path(function) => Init::Function(function),
            builder => Init::Builder(builder),
        })
    }
}
