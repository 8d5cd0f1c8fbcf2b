//! Texts of a log without control characters: a hostile log moves no cursor and forges no row.

use std::fmt::Write;

/// Whether a terminal or an editor would obey the character, or hide it.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A text for a table.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push_str("\\t"),
            c if is_unsafe(c) => escaped.extend(c.escape_unicode()),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A text as a string of JSON.
pub fn json(text: &str, to: &mut String) {
    to.push('"');
    for c in text.chars() {
        match c {
            '"' => to.push_str("\\\""),
            '\\' => to.push_str("\\\\"),
            '\n' => to.push_str("\\n"),
            '\t' => to.push_str("\\t"),
            '\r' => to.push_str("\\r"),
            c if is_unsafe(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(to, "\\u{unit:04x}");
                }
            }
            c => to.push(c),
        }
    }
    to.push('"');
}

/// A text as a cell of CSV.
pub fn csv(text: &str, to: &mut String) {
    let text = escape(text);
    if text.contains(['"', ',']) {
        to.push('"');
        to.push_str(&text.replace('"', "\"\""));
        to.push('"');
    } else {
        to.push_str(&text);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_text_has_an_unsafe_character(text in any::<String>()) {
            prop_assert!(!escape(&text).contains(is_unsafe));
            let mut cell = String::new();
            csv(&text, &mut cell);
            prop_assert!(!cell.contains(is_unsafe));
            let mut string = String::new();
            json(&text, &mut string);
            prop_assert!(!string.contains(is_unsafe));
            prop_assert_eq!(serde_json::from_str::<String>(&string).ok(), Some(text));
        }
    }

    #[test]
    fn escapes_and_bidi_controls_are_shown() {
        assert_eq!(
            escape("a\x1b[2J\u{202e}\u{9b}\n"),
            "a\\u{1b}[2J\\u{202e}\\u{9b}\\n"
        );
    }
}
