//! Escapes for characters that could end a line, be invisible in it or reorder it.

use std::borrow::Cow;
use std::fmt::{self, Write};

/// Writes unsafe characters as Rust does: `\n`, `\u{1b}`.
///
/// Unlike in Rust, a backslash is not escaped: paths and `Debug` output would be hard to read.
pub(crate) struct Escape<W>(pub(crate) W);

impl<W: Write> Write for Escape<W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        write_escaped::<false, _>(&mut self.0, text, |out, char| {
            write!(out, "{}", char.escape_default())
        })
    }
}

/// A value that is displayed with escapes.
pub(crate) struct Escaped<T>(pub(crate) T);

impl<T: fmt::Display> fmt::Display for Escaped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escape(f), "{}", self.0)
    }
}

/// The same as a `&str`. Text without unsafe characters is not copied.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    match find_unsafe_char(text) {
        None => text.into(),
        Some(_) => Escaped(text).to_string().into(),
    }
}

pub(crate) fn find_unsafe_char(text: &str) -> Option<(usize, char)> {
    find_char::<false>(text)
}

/// Writes text. `escape` writes the unsafe characters and, with `QUOTES`, quotes and backslashes.
pub(crate) fn write_escaped<const QUOTES: bool, W: Write>(
    out: &mut W,
    text: &str,
    escape: impl Fn(&mut W, char) -> fmt::Result,
) -> fmt::Result {
    let mut rest = text;
    while let Some((at, char)) = find_char::<QUOTES>(rest) {
        out.write_str(&rest[..at])?;
        escape(out, char)?;
        rest = &rest[at + char.len_utf8()..];
    }
    out.write_str(rest)
}

/// The first character that is unsafe or, with `QUOTES`, a quote or a backslash.
fn find_char<const QUOTES: bool>(text: &str) -> Option<(usize, char)> {
    let at = find::<QUOTES>(text.as_bytes())?;
    Some((at, text[at..].chars().next()?))
}

/// Whether this UTF-8 has an unsafe character.
pub(crate) fn needs_escape(text: &[u8]) -> bool {
    find::<false>(text).is_some()
}

/// The position of the same in UTF-8.
fn find<const QUOTES: bool>(text: &[u8]) -> Option<usize> {
    let is_found = |at: &usize| match &text[*at..] {
        [b'"' | b'\\', ..] => QUOTES,
        rest => starts_unsafe(rest),
    };
    let mut start = 0;
    while let Some(block) = text[start..].first_chunk() {
        let end = start + block.len();
        if !is_plain::<QUOTES>(block) {
            let found = (start..end).find(is_found);
            if found.is_some() {
                return found;
            }
        }
        start = end;
    }
    let rest = &text[start..];
    let mut block = [b' '; BLOCK];
    let last = text.last_chunk().unwrap_or_else(|| {
        block[..rest.len()].copy_from_slice(rest);
        &block
    });
    // The last block may overlap with the one before.
    if is_plain::<QUOTES>(last) {
        return None;
    }
    (start..text.len()).find(is_found)
}

const BLOCK: usize = 16;

/// Whether all bytes are printable ASCII, as in most text, and with `QUOTES` none of them is a quote or a backslash.
#[inline]
#[allow(
    clippy::needless_bitwise_bool,
    reason = "without branches, the compiler checks all bytes at once"
)]
fn is_plain<const QUOTES: bool>(block: &[u8; BLOCK]) -> bool {
    let is_found = |byte: u8| {
        let is_quote = (byte == b'"') | (byte == b'\\');
        !(b' '..=b'~').contains(&byte) | (QUOTES & is_quote)
    };
    !block
        .iter()
        .fold(false, |found, byte| found | is_found(*byte))
}

/// Whether this UTF-8 starts with an unsafe character.
pub(crate) fn starts_unsafe(text: &[u8]) -> bool {
    match text {
        // C0 and DEL, then C1
        [first, ..] if first.is_ascii() => first.is_ascii_control(),
        [0xc2, second, ..] => *second <= 0x9f,
        // U+061C, U+200E and U+200F: bidi marks
        // U+2028 to U+202E: line and paragraph separator, bidi embeddings and overrides
        // U+2066 to U+2069: bidi isolates
        // U+FEFF: byte order mark
        _ => matches!(
            text,
            [0xd8, 0x9c, ..]
                | [0xe2, 0x80, 0x8e | 0x8f | 0xa8..=0xae, ..]
                | [0xe2, 0x81, 0xa6..=0xa9, ..]
                | [0xef, 0xbb, 0xbf, ..]
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_text_is_unchanged() {
        for text in [
            "",
            "plain ASCII ~",
            "추적 시작",
            "C:\\logs\\today",
            "\"quoted\\n\"",
            "naïve … 🦀 ﬁ ــ £ \u{a0}\u{200b}",
        ] {
            assert_eq!(Escaped(text).to_string(), text);
            assert!(matches!(escaped(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn unsafe_characters_are_escaped_as_in_rust() {
        for (text, shown) in [
            ("a\nb\r\n", r"a\nb\r\n"),
            ("\tx", r"\tx"),
            ("\0\x07", r"\u{0}\u{7}"),
            ("\x1b[31mred", r"\u{1b}[31mred"),
            ("\x7f\u{85}\u{9b}", r"\u{7f}\u{85}\u{9b}"),
            ("추\u{2028}적\u{2029}", r"추\u{2028}적\u{2029}"),
            ("\u{61c}\u{200e}\u{200f}", r"\u{61c}\u{200e}\u{200f}"),
            ("\u{202a}\u{202e}", r"\u{202a}\u{202e}"),
            ("\u{2066}\u{2069}", r"\u{2066}\u{2069}"),
            ("\u{feff}x", r"\u{feff}x"),
        ] {
            assert_eq!(Escaped(text).to_string(), shown);
            assert_eq!(escaped(text), shown);
        }
    }

    #[test]
    fn an_unsafe_character_is_found_at_any_position() {
        for found in ["\0", "\x1f", "\x7f", "\u{80}", "\u{200e}", "\u{feff}"] {
            for before in 0..40 {
                let text = "~ ".repeat(30);
                let text = [&text[..before], found, &text[before..]].concat();
                assert!(needs_escape(text.as_bytes()), "{text:?}");
            }
        }
        assert!(!needs_escape("1.20µs ~ 추적 시작 … end".as_bytes()));
    }

    #[test]
    fn exactly_these_characters_are_unsafe() {
        for char in char::MIN..=char::MAX {
            let is_unsafe = matches!(
                char,
                // C0, then DEL and C1
                '\0'..='\x1f' | '\x7f'..='\u{9f}'
                // Bidi marks
                | '\u{61c}' | '\u{200e}' | '\u{200f}'
                // Line and paragraph separator, bidi embeddings and overrides
                | '\u{2028}'..='\u{202e}'
                // Bidi isolates
                | '\u{2066}'..='\u{2069}'
                // Byte order mark
                | '\u{feff}'
            );
            let found = find_unsafe_char(char.encode_utf8(&mut [0; 4]));
            assert_eq!(found, is_unsafe.then_some((0, char)));
            assert!(is_unsafe || !char.is_control());
        }
    }

    #[test]
    fn a_quote_or_backslash_is_found_at_any_position() {
        for other in ['"', '\\'] {
            for before in 0..40 {
                let text = "가~ [!#]".repeat(8);
                let before = text.char_indices().nth(before).expect("a character").0;
                let text = format!("{}{other}{}", &text[..before], &text[before..]);
                assert_eq!(find_char::<true>(&text), Some((before, other)));
                assert_eq!(find_unsafe_char(&text), None);
            }
        }
    }
}
