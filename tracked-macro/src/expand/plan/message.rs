//! Messages: Rust format strings whose names are arguments, fields and the built-in names of the event.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::Parser as _;
use syn::{Error, Ident, LitStr, Result};

use super::patterns::Binding;
use super::redact::is_redacted;
use crate::expand::args::{Args, EventKind};
use crate::expand::mistakes::{Mistakes, quoted_list};

/// A message in segments, which the runtime writes in order.
#[derive(Default)]
pub struct Message {
    pub segments: Vec<MessagePart>,
}

/// A segment of a message.
pub enum MessagePart {
    /// Text with unescaped braces.
    Text(String),
    /// A value that is known before the body runs.
    Value(MessageValue),
    /// With its width and precision: `>8.3`.
    Builtin(Builtin, String),
    /// The name of a field that the body records, with its width and precision.
    Recorded(String, String),
}

/// A value that the runtime provides.
#[derive(Clone, Copy, PartialEq)]
pub enum Builtin {
    Name,
    Args,
    Elapsed,
    Ret,
    Error,
    ErrorDebug,
}

/// The value of a placeholder `{name:spec}`, as arguments of `format_args!`.
pub struct MessageValue {
    /// The format string of the value alone: `{0:>w$}`.
    pub format: String,
    /// The location of the message.
    pub span: Span,
    pub source: ValueIndex,
    /// Further names that the format string uses, such as `w` in `{:>w$}`.
    pub named: Vec<(String, ValueIndex)>,
}

/// An index into the options' fields or into the bindings.
#[derive(Clone, Copy, PartialEq)]
pub enum ValueIndex {
    Field(usize),
    Argument(usize),
}

impl MessageValue {
    /// Whether both values are formatted in the same way.
    pub fn is_same(&self, other: &Self) -> bool {
        self.format == other.format && self.source == other.source && self.named == other.named
    }

    pub fn uses(&self, source: ValueIndex) -> bool {
        self.source == source || self.named.iter().any(|(_, named)| *named == source)
    }
}

impl Message {
    pub fn values(&self) -> impl Iterator<Item = &MessageValue> {
        self.segments.iter().filter_map(|part| match part {
            MessagePart::Value(value) => Some(value),
            _ => None,
        })
    }

    pub fn has(&self, builtin: Builtin) -> bool {
        self.segments
            .iter()
            .any(|part| matches!(part, MessagePart::Builtin(found, _) if *found == builtin))
    }

    /// Adds text to the last segment, if that is text too.
    fn push_text(&mut self, text: &str) {
        match self.segments.last_mut() {
            _ if text.is_empty() => {}
            Some(MessagePart::Text(last)) => last.push_str(text),
            _ => self.segments.push(MessagePart::Text(text.to_owned())),
        }
    }
}

impl Builtin {
    /// The built-ins that an event has, by their names in a message.
    fn all_of(kind: EventKind) -> &'static [(&'static str, Builtin)] {
        const ALL: &[(&str, Builtin)] = &[
            ("name", Builtin::Name),
            ("args", Builtin::Args),
            ("elapsed", Builtin::Elapsed),
            ("ret", Builtin::Ret),
        ];
        const FAILED: &[(&str, Builtin)] = &[ALL[0], ALL[1], ALL[2], ("err", Builtin::Error)];
        match kind {
            EventKind::Start => &ALL[..2],
            EventKind::Done => ALL,
            EventKind::Error | EventKind::Panic => FAILED,
            EventKind::Cancel => &ALL[..3],
        }
    }
}

/// Parses the message of an event. A placeholder with a mistake is left out.
pub fn parse(
    args: &Args,
    bindings: &[Binding],
    kind: EventKind,
    mistakes: &mut Mistakes,
) -> Option<Message> {
    let literal = args.event(kind).message.as_ref()?;
    let parser = Parser {
        args,
        bindings,
        kind,
        literal,
        names: names(args, bindings, kind),
    };
    let mut message = Message::default();
    let value = literal.value();
    let mut rest = value.as_str();
    while let Some(at) = rest.find(['{', '}']) {
        message.push_text(&rest[..at]);
        let (brace, tail) = rest[at..].split_at(1);
        if let Some(tail) = tail.strip_prefix(brace) {
            message.push_text(brace);
            rest = tail;
            continue;
        }
        let placeholder = tail.split_once('}').filter(|_| brace == "{");
        let Some((placeholder, tail)) = placeholder else {
            mistakes.push(parser.error(format!(
                "unmatched `{brace}` in the message; write `{brace}{brace}` for a literal brace"
            )));
            return Some(message);
        };
        match parser.placeholder(placeholder) {
            Ok(part) => message.segments.push(part),
            // The message is for other functions in the block: this one has the usual message.
            Err(_) if args.inherited_messages.contains(&kind) => return None,
            // The name may be that of a field.
            Err(_) if args.has_unknown_fields => {}
            Err(error) => mistakes.push(error),
        }
        rest = tail;
    }
    message.push_text(rest);
    Some(message)
}

/// The names that a placeholder can contain. The first of two equal names applies.
fn names(args: &Args, bindings: &[Binding], kind: EventKind) -> Vec<(String, Named)> {
    let fields = args.fields.iter().enumerate().filter_map(|(at, field)| {
        let named = match &field.value {
            Some(_) => Named::Value(ValueIndex::Field(at)),
            None if field.is_empty => Named::Recorded,
            None => return None,
        };
        Some((field.name.as_str()?.to_owned(), named))
    });
    let arguments = bindings.iter().enumerate().map(|(at, binding)| {
        let source = ValueIndex::Argument(at);
        (binding.name(), Named::Value(source))
    });
    let builtins = Builtin::all_of(kind).iter();
    let builtins = builtins.map(|(name, builtin)| ((*name).to_owned(), Named::Builtin(*builtin)));
    fields.chain(arguments).chain(builtins).collect()
}

/// The meaning of a name in a placeholder.
#[derive(Clone, Copy)]
enum Named {
    Value(ValueIndex),
    Builtin(Builtin),
    /// A field that is declared with `Empty`.
    Recorded,
}

/// Parses the placeholders of one message.
struct Parser<'a> {
    args: &'a Args,
    bindings: &'a [Binding],
    kind: EventKind,
    literal: &'a LitStr,
    names: Vec<(String, Named)>,
}

impl Parser<'_> {
    /// Parses the text between two braces: `name` or `name:spec`.
    fn placeholder(&self, placeholder: &str) -> Result<MessagePart> {
        let (name, spec) = placeholder.split_once(':').unwrap_or((placeholder, ""));
        let name = name.trim();
        // Except for the error, a built-in has only one text, and `?` changes nothing.
        let padding = spec.trim_end_matches('?');
        let segment = match self.find(name) {
            None => return Err(self.unknown(name)),
            Some(Named::Recorded) if self.kind == EventKind::Start => {
                return Err(self.error(format!(
                    "`{name}` has no value at the start of the call; move `{{{name}}}` to the message of another event"
                )));
            }
            Some(Named::Recorded) => MessagePart::Recorded(name.to_owned(), padding.to_owned()),
            Some(Named::Value(_)) if is_redacted(self.args, name) => {
                return Ok(MessagePart::Text("[redacted]".to_owned()));
            }
            Some(Named::Value(source)) => {
                self.check_unchanged(name, source)?;
                return self.value(name, source, spec).map(MessagePart::Value);
            }
            Some(Named::Builtin(Builtin::Error)) if spec.ends_with('?') => {
                MessagePart::Builtin(Builtin::ErrorDebug, padding.to_owned())
            }
            Some(Named::Builtin(builtin)) => MessagePart::Builtin(builtin, padding.to_owned()),
        };
        if !is_padding(padding) {
            return Err(self.error(format!(
                "invalid format `{padding}` for `{{{name}}}`; expected a width and a precision such as `>8.3`"
            )));
        }
        Ok(segment)
    }

    /// Values are recorded before the body runs. A message about the end of the call would contain an old one.
    fn check_unchanged(&self, name: &str, source: ValueIndex) -> Result<()> {
        let is_mutable = matches!(source, ValueIndex::Argument(at) if self.bindings[at].is_mutable);
        let is_at_end = matches!(self.kind, EventKind::Done | EventKind::Error);
        if is_mutable && is_at_end {
            return Err(self.error(format!(
                "`{name}` is a `&mut`, and this message would contain its value before the call; \
                 move `{{{name}}}` to `start`, or record the new value in the body"
            )));
        }
        Ok(())
    }

    fn value(&self, name: &str, source: ValueIndex, spec: &str) -> Result<MessageValue> {
        let mut named: Vec<(String, ValueIndex)> = Vec::new();
        for before in spec.split('$').rev().skip(1) {
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            let name = &before[before.trim_end_matches(is_word).len()..];
            // A field may have any name, but only an identifier can be an argument of `format_args!`.
            let is_ident = Ident::parse_any.parse_str(name).is_ok();
            let Some(Named::Value(source)) = self.find(name).filter(|_| is_ident) else {
                return Err(self.unknown(name));
            };
            if named.iter().all(|(_, other)| *other != source) {
                named.push((name.to_owned(), source));
            }
        }
        // The compiler would report it at another column: it does not know the user's literal.
        if !is_format(spec) {
            return Err(self.error(format!(
                "invalid format `{spec}` for `{{{name}}}`; expected one of `std::fmt` such as `?`, `x` or `>8.3`"
            )));
        }
        let colon = if spec.is_empty() { "" } else { ":" };
        Ok(MessageValue {
            format: format!("{{0{colon}{spec}}}"),
            span: self.literal.span(),
            source,
            named,
        })
    }

    fn find(&self, name: &str) -> Option<Named> {
        let mut names = self.names.iter();
        Some(names.find(|(known, _)| known == name)?.1)
    }

    fn unknown(&self, name: &str) -> Error {
        let names = self.names.iter();
        let expected = quoted_list(names.map(|(name, _)| format!("{{{name}}}")));
        self.error(match name {
            "" => format!("a placeholder needs a name: expected one of {expected}"),
            _ => format!("unknown name `{name}` in the message; expected one of {expected}"),
        })
    }

    fn error(&self, message: String) -> Error {
        Error::new(self.literal.span(), message)
    }
}

/// Whether this is `[[fill]align][width]['.'[precision]]` with numbers.
fn is_padding(spec: &str) -> bool {
    kind(spec).is_empty() && !after_alignment(spec).contains(['#', '$'])
}

/// Whether this is a format of `std::fmt`.
fn is_format(spec: &str) -> bool {
    const KINDS: &[&str] = &["", "?", "x?", "X?", "x", "X", "o", "b", "e", "E", "p"];
    KINDS.contains(&kind(spec).trim_end())
}

/// The rest of a format, after `[[fill]align][sign]['#']['0'][width]['.'[precision]]`.
fn kind(spec: &str) -> &str {
    let mut rest = after_alignment(spec);
    for flags in ["+-", "#", "0"] {
        rest = rest.strip_prefix(|c| flags.contains(c)).unwrap_or(rest);
    }
    rest = after_count(rest);
    rest.strip_prefix('.').map_or(rest, after_count)
}

fn after_alignment(spec: &str) -> &str {
    let is_align = |c| matches!(c, '<' | '^' | '>');
    let mut chars = spec.chars();
    match (chars.next(), chars.next()) {
        (Some(fill), Some(align)) if is_align(align) => &spec[fill.len_utf8() + 1..],
        (Some(align), _) if is_align(align) => &spec[1..],
        _ => spec,
    }
}

/// The text after a number, or after a name and `$`.
fn after_count(spec: &str) -> &str {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let after_name = spec.trim_start_matches(is_word);
    if let (Some(rest), true) = (after_name.strip_prefix('$'), after_name.len() < spec.len()) {
        return rest;
    }
    let rest = spec.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = &spec[..spec.len() - rest.len()];
    // The compiler accepts no larger number.
    if number.parse::<u16>().is_ok() {
        rest
    } else {
        spec
    }
}

#[cfg(test)]
mod tests {
    use super::is_format;

    #[test]
    fn a_format_is_one_that_the_compiler_accepts() {
        let formats = "? #? x? #X? x b 5 05 >5 *^5 0>5 +.1 08.3e -#010x w$ >w$.p$ .p$? .3 10. #010.w$E <> 0w$ 1$ 가^3";
        for format in formats.split(' ').chain(["", "? ", " >3"]) {
            assert!(is_format(format), "{format}");
        }
        for format in "Q >>> ?x 99999 .* .3Q $ #+ xx ?? w".split(' ') {
            assert!(!is_format(format), "{format}");
        }
    }
}
