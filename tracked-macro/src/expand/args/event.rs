//! The options of an event: `start = "message"`, `done = off`, `err(level = "warn", Debug)`.

use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Expr, Ident, LitStr, Result, Token, custom_keyword, parenthesized, token};

use super::level::Level;
use super::list::{add_option, are_exclusive, comma_separated};
use super::value::{expect, non_empty};

custom_keyword!(off);

/// The events of a call.
#[derive(Clone, Copy, PartialEq)]
pub enum EventKind {
    Start,
    Done,
    Error,
    Panic,
    Cancel,
}

impl EventKind {
    pub const ALL: [EventKind; 5] = [
        EventKind::Start,
        EventKind::Done,
        EventKind::Error,
        EventKind::Panic,
        EventKind::Cancel,
    ];

    /// The options in the parentheses of the event.
    pub fn options(self) -> &'static [&'static str] {
        match self {
            EventKind::Start | EventKind::Done => &["level", "message"],
            EventKind::Error => &["level", "level_by", "message", "Debug", "Display", "again"],
            EventKind::Panic | EventKind::Cancel => &["level", "message", "again"],
        }
    }
}

/// The options of one event, or of the returned value.
#[derive(Default)]
pub struct EventArgs {
    pub message: Option<LitStr>,
    pub level: Option<Level>,
    pub level_by: Option<Expr>,
    pub mode: Option<Mode>,
    /// The level of a failure that a callee has logged.
    pub again: Option<Level>,
}

/// How a value is formatted.
#[derive(Clone, Copy, PartialEq)]
pub enum Mode {
    Debug,
    Display,
}

/// The options in the parentheses of `ret`.
pub const RETURN_OPTIONS: &[&str] = &["level", "Debug", "Display"];

impl EventArgs {
    /// Parses `= off`, `= "message"` or `(level = …, message = "…", Debug)`.
    pub fn parse(&mut self, input: ParseStream, options: &[&str]) -> Result<()> {
        const EXPECTED: &str = "expected a message such as `\"read {path}\"`, or `off`";
        if input.peek(token::Paren) {
            let content;
            parenthesized!(content in input);
            let mut given = Vec::new();
            return comma_separated(&content, "option", |input| {
                self.parse_option(input, options, &mut given)
            });
        }
        input.parse::<Token![=]>()?;
        if input.peek(LitStr) {
            self.message = Some(message(input)?);
            return Ok(());
        }
        expect(input.parse::<off>(), EXPECTED)?;
        self.level = Some(Level::Off);
        Ok(())
    }

    fn parse_option(
        &mut self,
        input: ParseStream,
        options: &[&str],
        given: &mut Vec<Ident>,
    ) -> Result<()> {
        let name = input.call(Ident::parse_any)?;
        add_option(&name, options, given)?;
        let span = name.span();
        let name = name.to_string();
        let excludes = |other: &&Ident| are_exclusive(&other.to_string(), &name);
        if let Some(other) = given.iter().find(excludes) {
            let message = format!("`{other}` and `{name}` can't be combined");
            return Err(Error::new(span, message));
        }
        if name != "Debug" && name != "Display" {
            input.parse::<Token![=]>()?;
        }
        match name.as_str() {
            "Debug" => self.mode = Some(Mode::Debug),
            "Display" => self.mode = Some(Mode::Display),
            "level" => self.level = Some(input.parse()?),
            "again" => self.again = Some(level_or_off(input)?),
            "level_by" => self.level_by = Some(input.parse()?),
            _ => self.message = Some(message(input)?),
        }
        Ok(())
    }
}

fn level_or_off(input: ParseStream) -> Result<Level> {
    if input.parse::<Option<off>>()?.is_some() {
        return Ok(Level::Off);
    }
    let level = input.parse();
    level.map_err(|error| Error::new(error.span(), format!("{error}, or `off`")))
}

fn message(input: ParseStream) -> Result<LitStr> {
    non_empty(
        input,
        "the message must not be empty; `off` disables the record",
    )
}
