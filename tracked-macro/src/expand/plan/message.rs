//! Messages: Rust format strings whose names are the function's arguments and what is known of the call.

use proc_macro2::Span;
use syn::{Error, LitStr, Result};

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
    Known(&'static str, Option<Padding>),
}

/// `fill<width.precision`, with the alignment by the name of its variant.
#[derive(Clone, Copy)]
pub struct Padding {
    pub fill: char,
    pub align: &'static str,
    pub width: usize,
    pub precision: Option<usize>,
}

/// `{name:spec}`, as the pieces of a `format_args!`.
pub struct Value {
    /// The format string for the value alone: `{0:>w$}`.
    pub format: String,
    /// Where the message stands.
    pub span: Span,
    /// Which name it shows, of those given.
    pub shown: usize,
    /// Further names that the format names, as `w` in `{:>w$}`.
    pub named: Vec<usize>,
}

/// What each event knows beside the arguments.
pub const START: &[(&str, &str)] = &[("name", "Name"), ("args", "Args")];
pub const DONE: &[(&str, &str)] = &[
    ("name", "Name"),
    ("args", "Args"),
    ("elapsed", "Elapsed"),
    ("ret", "Ret"),
];
pub const CANCEL: &[(&str, &str)] = &[("name", "Name"), ("args", "Args"), ("elapsed", "Elapsed")];
pub const ERROR: &[(&str, &str)] = &[
    ("name", "Name"),
    ("args", "Args"),
    ("elapsed", "Elapsed"),
    ("err", "Error"),
];

/// Parses `text`, in which `names` and those `known` of the event may stand.
///
/// An argument comes before what the event knows: who has a parameter `name` means that.
pub fn parse(
    text: &LitStr,
    names: &[String],
    known: &[(&str, &'static str)],
    is_hidden: &dyn Fn(&str) -> bool,
) -> Result<Message> {
    let parser = Parser {
        literal: text,
        names,
        known,
        is_hidden,
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
            let piece = parser.placeholder(placeholder)?;
            message.pieces.push(piece);
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

    /// Whether the error stands in it by `Debug` alone: `{err:?}`.
    pub fn is_debug_only(&self) -> bool {
        let has = |name| {
            self.pieces
                .iter()
                .any(|piece| matches!(piece, Piece::Known(known, _) if *known == name))
        };
        has("ErrorDebug") && !has("Error")
    }

    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Value(value) => Some(value),
            Piece::Text(_) | Piece::Known(..) => None,
        })
    }
}

struct Parser<'a> {
    literal: &'a LitStr,
    names: &'a [String],
    known: &'a [(&'a str, &'static str)],
    is_hidden: &'a dyn Fn(&str) -> bool,
}

impl Parser<'_> {
    /// What stands between two braces: `name` or `name:spec`.
    fn placeholder(&self, inside: &str) -> Result<Piece> {
        let (name, spec) = inside.split_once(':').unwrap_or((inside, ""));
        let name = name.trim();
        if let Some(shown) = self.position(name) {
            if (self.is_hidden)(name) {
                return Ok(Piece::Text("[redacted]".to_owned()));
            }
            return self.value(shown, spec).map(Piece::Value);
        }
        let Some((_, variant)) = self.known.iter().find(|(known, _)| *known == name) else {
            return Err(self.unknown(name));
        };
        let variant = match *variant {
            "Error" if spec.ends_with('?') => "ErrorDebug",
            variant => variant,
        };
        // Beside the error, what is known has one text only: `?` has nothing to choose there.
        match spec.trim_end_matches('?') {
            "" => Ok(Piece::Known(variant, None)),
            spec => match padding(spec) {
                Some(padding) => Ok(Piece::Known(variant, Some(padding))),
                None => Err(self.error(format!(
                    "`{{{name}}}` takes a width and a precision, which `{spec}` is not"
                ))),
            },
        }
    }

    fn value(&self, shown: usize, spec: &str) -> Result<Value> {
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
            span: self.literal.span(),
            shown,
            named,
        })
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    fn unknown(&self, name: &str) -> Error {
        let arguments = self.names.iter().cloned();
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

/// Reads `[[fill]align][width][.precision]`.
fn padding(spec: &str) -> Option<Padding> {
    let align = |c| match c {
        '<' => Some("Left"),
        '^' => Some("Center"),
        '>' => Some("Right"),
        _ => None,
    };
    let mut chars = spec.chars();
    let (first, second) = (chars.next(), chars.next());
    let (fill, align, rest) = match (first, first.and_then(align), second.and_then(align)) {
        (Some(fill), _, Some(align)) => (fill, align, &spec[fill.len_utf8() + 1..]),
        (_, Some(align), None) => (' ', align, &spec[1..]),
        _ => (' ', "Left", spec),
    };
    let (width, precision) = match rest.split_once('.') {
        Some((width, precision)) => (width, Some(precision.parse().ok()?)),
        None => (rest, None),
    };
    let width = if width.is_empty() {
        0
    } else {
        width.parse().ok()?
    };
    Some(Padding {
        fill,
        align,
        width,
        precision,
    })
}
