//! The string that a `Debug` text shows.
//!
//! Strings are captured as strings, but the type of a generic argument is known only by its name at run time.

use super::type_name::without_pointers;

/// Whether the `Debug` of a type is a string in quotes.
pub(crate) fn is_string_type(type_name: &str) -> bool {
    matches!(without_pointers(type_name), "alloc::string::String" | "str")
}

/// The string whose `Debug` text, perhaps truncated, this is.
pub(crate) fn read_string(debug: &str) -> Option<String> {
    let inside = debug.strip_prefix('"')?;
    let inside = inside.strip_suffix('"').unwrap_or(inside);
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((before, escape)) = rest.split_once('\\') {
        text.push_str(before);
        let (c, after) = unescape(escape)?;
        text.push(c);
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

/// The character of an escape, given without its backslash, and the text after it.
fn unescape(escape: &str) -> Option<(char, &str)> {
    let mut chars = escape.chars();
    let c = match chars.next()? {
        't' => '\t',
        'r' => '\r',
        'n' => '\n',
        '0' => '\0',
        'u' => {
            let (code, after) = chars.as_str().strip_prefix('{')?.split_once('}')?;
            return Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, after));
        }
        c @ ('"' | '\'' | '\\') => c,
        _ => return None,
    };
    Some((c, chars.as_str()))
}

#[cfg(test)]
mod tests {
    use super::read_string;

    #[test]
    fn every_string_is_read_back() {
        for text in [
            "",
            "plain",
            "a \"quoted\" word",
            "back\\slash\\\\",
            "\t\r\n\0\u{1b}",
            "한국어 '말'",
            "\u{202e}x\u{301}",
        ] {
            assert_eq!(read_string(&format!("{text:?}")).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_truncated_string_is_read_back_up_to_its_end() {
        assert_eq!(read_string("\"long st…").as_deref(), Some("long st…"));
    }

    #[test]
    fn other_text_is_not_read_back() {
        for text in [
            "",
            "7",
            "Some(\"a\")",
            "\"cut in \\",
            "\"cut in \\u{20",
            "\"no \\q escape\"",
        ] {
            assert_eq!(read_string(text), None, "{text}");
        }
    }
}
