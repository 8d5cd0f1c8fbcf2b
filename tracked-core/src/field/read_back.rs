//! Strings read back from what their `Debug` has written: by then the value itself may be gone.

/// The string whose `Debug`, perhaps cut, this is; or none if it is something else.
pub(crate) fn unquoted(debug: &str) -> Option<String> {
    let inside = debug.strip_prefix('"')?;
    let inside = inside.strip_suffix('"').unwrap_or(inside);
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((before, escape)) = rest.split_once('\\') {
        text.push_str(before);
        let (c, behind) = unescaped(escape)?;
        text.push(c);
        rest = behind;
    }
    text.push_str(rest);
    Some(text)
}

/// The character of an escape, less its backslash, and what stands behind it.
fn unescaped(escape: &str) -> Option<(char, &str)> {
    let mut chars = escape.chars();
    let c = match chars.next()? {
        't' => '\t',
        'r' => '\r',
        'n' => '\n',
        '0' => '\0',
        'u' => {
            let (code, behind) = chars.as_str().strip_prefix('{')?.split_once('}')?;
            return Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, behind));
        }
        c @ ('"' | '\'' | '\\') => c,
        _ => return None,
    };
    Some((c, chars.as_str()))
}

#[cfg(test)]
mod tests {
    use super::unquoted;

    #[test]
    fn every_string_comes_back() {
        for text in [
            "",
            "plain",
            "a \"quoted\" word",
            "back\\slash\\\\",
            "\t\r\n\0\u{1b}",
            "한국어 '말'",
            "\u{202e}x\u{301}",
        ] {
            assert_eq!(unquoted(&format!("{text:?}")).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_string_that_was_cut_comes_back_as_far_as_it_goes() {
        assert_eq!(unquoted("\"long st…").as_deref(), Some("long st…"));
    }

    #[test]
    fn what_is_no_string_does_not() {
        for text in [
            "",
            "7",
            "Some(\"a\")",
            "\"cut in \\",
            "\"cut in \\u{20",
            "\"no \\q escape\"",
        ] {
            assert_eq!(unquoted(text), None, "{text}");
        }
    }
}
