//! Text that can't leave its line, hide in it or reorder it.

use std::borrow::Cow;
use std::fmt::{self, Write};

// Passes text on, with every character that a reader would not see as itself shown as Rust writes it: `\n`, `\u{1b}`.
//
// A backslash is such a character in Rust, but not here: a path or a `Debug` text would be hard to read.
pub(super) struct Escape<W>(pub(super) W);

impl<W: Write> Write for Escape<W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some((at, hidden)) = find_hidden(rest) {
            self.0.write_str(&rest[..at])?;
            write!(self.0, "{}", hidden.escape_default())?;
            rest = &rest[at + hidden.len_utf8()..];
        }
        self.0.write_str(rest)
    }
}

// A value whose text is escaped when it is shown.
pub(super) struct Escaped<T>(pub(super) T);

impl<T: fmt::Display> fmt::Display for Escaped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escape(f), "{}", self.0)
    }
}

// The same for where a `&str` is needed; clean text is not copied.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    match find_hidden(text) {
        None => text.into(),
        Some(_) => Escaped(text).to_string().into(),
    }
}

fn find_hidden(text: &str) -> Option<(usize, char)> {
    if text.bytes().all(begins_no_hidden) {
        return None;
    }
    text.char_indices().find(|&(_, char)| is_hidden(char))
}

// Whether no hidden character's UTF-8 begins with this byte: almost all text needs no closer look.
pub(super) fn begins_no_hidden(byte: u8) -> bool {
    !matches!(byte, 0..=0x1f | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef)
}

pub(super) fn is_hidden(char: char) -> bool {
    matches!(
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
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_text_is_untouched() {
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
    fn hidden_characters_are_shown_as_in_rust() {
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
    fn no_character_gets_past_the_first_look() {
        for char in (char::MIN..=char::MAX).filter(|&char| is_hidden(char)) {
            let mut bytes = [0; 4];
            assert!(
                find_hidden(char.encode_utf8(&mut bytes)).is_some(),
                "{char:?}"
            );
        }
    }

    #[test]
    fn every_control_character_is_hidden() {
        assert!(
            (char::MIN..=char::MAX)
                .filter(|char| char.is_control())
                .all(is_hidden)
        );
    }
}
