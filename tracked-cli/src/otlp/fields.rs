//! The fields of a line of `Json`, with the types of their values.

use std::borrow::Cow;

use crate::model::fields::unescape;
use crate::read::json::Scan;

/// The contents of a string of JSON, with its escapes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Text<'a>(pub &'a [u8]);

impl<'a> Text<'a> {
    /// The text without the escapes.
    pub fn read(self) -> Cow<'a, str> {
        if self.0.contains(&b'\\') {
            Cow::Owned(unescape(self.0))
        } else {
            String::from_utf8_lossy(self.0)
        }
    }
}

/// A value of JSON.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Value<'a> {
    String(Text<'a>),
    /// A number, `true`, `false` or `null`.
    Word(&'a [u8]),
    /// An object or an array.
    Nested(&'a [u8]),
}

impl<'a> Value<'a> {
    /// Returns `None` if the text is empty.
    pub fn of(json: &'a [u8]) -> Option<Self> {
        match json {
            [] => None,
            [b'"', text @ .., b'"'] => Some(Self::String(Text(text))),
            [b'{' | b'[', ..] => Some(Self::Nested(json)),
            _ => Some(Self::Word(json)),
        }
    }
}

/// The names and the values in an object of JSON, or none if the text is no object.
pub fn fields(object: &[u8]) -> impl Iterator<Item = (Text<'_>, Value<'_>)> {
    let mut scan = Scan {
        block: object,
        at: 0,
    };
    std::iter::from_fn(move || {
        let is_next = scan.literal(b"{\"") || scan.literal(b",\"");
        let name = is_next.then(|| scan.string())??;
        let value = scan.literal(b":").then(|| scan.value())??;
        Some((Text(name), Value::of(value)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_have_types() {
        let object = br#"{"x":"}","y":{"z":[1]},"a\"":-1.5,"b":"\\","c":null}"#;
        let fields: Vec<_> = fields(object)
            .map(|(name, value)| (name.0, value))
            .collect();
        let text = |text: &'static [u8]| Value::String(Text(text));
        assert_eq!(
            fields,
            [
                (&b"x"[..], text(b"}")),
                (b"y", Value::Nested(br#"{"z":[1]}"#)),
                (br#"a\""#, Value::Word(b"-1.5")),
                (b"b", text(br"\\")),
                (b"c", Value::Word(b"null")),
            ]
        );
        assert_eq!(super::fields(b"").count(), 0);
        assert_eq!(super::fields(b"{}").count(), 0);
    }
}
