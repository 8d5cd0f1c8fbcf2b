//! Messages: Rust format strings whose names are the function's arguments and what is known of the call.

use syn::{Error, LitStr, Result};

use super::params::Binding;
use super::secrets::is_secret;

/// A message cut into the pieces that the runtime puts together.
#[derive(Default)]
pub struct Message {
    pub pieces: Vec<Piece>,
}

pub enum Piece {
    /// Text as it will be shown, braces unescaped.
    Text(String),
    /// A value that is known before the body runs.
    Value(Value),
    /// What the runtime knows of the call, by the name of its variant.
    Known(&'static str),
}

/// `{name:spec}`, as the pieces of a `format_args!`.
pub struct Value {
    /// The format string for the value alone: `{0:>w$}`.
    pub format: String,
    /// Which binding it shows.
    pub binding: usize,
    /// Further bindings that the format names, as `w` in `{:>w$}`.
    pub named: Vec<usize>,
}

/// What each event knows beside the arguments.
pub const START: &[(&str, &str)] = &[("name", "Name"), ("args", "Args")];
pub const DONE: &[(&str, &str)] = &[("name", "Name"), ("args", "Args"), ("elapsed", "Elapsed")];
pub const ERROR: &[(&str, &str)] = &[
    ("name", "Name"),
    ("args", "Args"),
    ("elapsed", "Elapsed"),
    ("err", "Error"),
];

/// Parses `text`, in which the names of `bindings` and those `known` of the event may stand.
///
/// An argument comes before what the event knows: who has a parameter `name` means that.
pub fn parse(
    text: &LitStr,
    bindings: &[Binding],
    known: &[(&str, &'static str)],
) -> Result<Message> {
    let parser = Parser {
        literal: text,
        bindings,
        known,
    };
    let mut message = Message::default();
    let value = text.value();
    let mut rest = value.as_str();
    while let Some(brace) = rest.find(['{', '}']) {
        message.text(&rest[..brace]);
        let (mark, tail) = rest[brace..].split_at(1);
        if let Some(tail) = tail.strip_prefix(mark) {
            message.text(mark);
            rest = tail;
        } else if mark == "}" {
            return Err(parser.error("a `}` without its `{`; write `}}` for the character itself"));
        } else {
            let Some((placeholder, tail)) = tail.split_once('}') else {
                return Err(
                    parser.error("a `{` without its `}`; write `{{` for the character itself")
                );
            };
            message.pieces.push(parser.placeholder(placeholder)?);
            rest = tail;
        }
    }
    message.text(rest);
    Ok(message)
}

impl Message {
    /// Adds text to the last piece where that is text too.
    fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Value(value) => Some(value),
            Piece::Text(_) | Piece::Known(_) => None,
        })
    }
}

struct Parser<'a> {
    literal: &'a LitStr,
    bindings: &'a [Binding],
    known: &'a [(&'a str, &'static str)],
}

impl Parser<'_> {
    /// What stands between two braces: `name` or `name:spec`.
    fn placeholder(&self, inside: &str) -> Result<Piece> {
        let (name, spec) = inside.split_once(':').unwrap_or((inside, ""));
        let name = name.trim();
        if let Some(binding) = self.position(name) {
            if is_secret(name) {
                return Ok(Piece::Text("[redacted]".to_owned()));
            }
            return self.value(binding, spec).map(Piece::Value);
        }
        match self.known.iter().find(|(known, _)| *known == name) {
            Some((_, variant)) if spec.is_empty() => Ok(Piece::Known(variant)),
            Some(_) => Err(self.error(format!(
                "`{{{name}}}` takes no format here; write `{{{name}}}` alone"
            ))),
            None => Err(self.unknown(name)),
        }
    }

    fn value(&self, binding: usize, spec: &str) -> Result<Value> {
        let mut named = Vec::new();
        for before in spec.split('$').rev().skip(1) {
            let start = before
                .rfind(|c: char| !c.is_alphanumeric() && c != '_')
                .map_or(0, |at| {
                    at + before[at..].chars().next().map_or(1, char::len_utf8)
                });
            let name = &before[start..];
            let position = self.position(name).ok_or_else(|| self.unknown(name))?;
            if !named.contains(&position) {
                named.push(position);
            }
        }
        let colon = if spec.is_empty() { "" } else { ":" };
        Ok(Value {
            format: format!("{{0{colon}{spec}}}"),
            binding,
            named,
        })
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.bindings
            .iter()
            .position(|binding| binding.name() == name)
    }

    fn unknown(&self, name: &str) -> Error {
        let arguments = self.bindings.iter().map(Binding::name);
        let known = self.known.iter().map(|(name, _)| (*name).to_owned());
        let names: Vec<_> = arguments
            .chain(known)
            .map(|name| format!("`{{{name}}}`"))
            .collect();
        let names = names.join(", ");
        self.error(match name {
            "" => format!("a message names what it shows: expected one of {names}"),
            _ => format!("unknown name `{name}` in a message; expected one of {names}"),
        })
    }

    fn error(&self, message: impl std::fmt::Display) -> Error {
        Error::new(self.literal.span(), message)
    }
}
