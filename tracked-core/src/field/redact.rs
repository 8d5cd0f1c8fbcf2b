//! Secrets inside the text of values, which `Debug` or `Display` has made.
//!
//! ```text
//! Login { user: "ada", password: "x" }    Login { user: "ada", password: [redacted] }
//! {"authorization": "Basic x"}            {"authorization": [redacted]}
//! [("cookie", "x")]                       [("cookie", [redacted])]
//! postgres://ada:x@db                     postgres://ada:[redacted]@db
//! Bearer x                                Bearer [redacted]
//! ```

use std::ops::Range;

use super::secret_word::{BEFORE_AUTHORITY, Contents};
use crate::callsite::secret::is_secret;

/// What a secret is replaced by.
pub(crate) const REDACTED: &str = "[redacted]";

/// Redacts the secrets in the text of a value: all of `out` from `start` on.
pub(crate) fn redact(out: &mut String, start: usize) {
    let contents = Contents::of(&out[start..]);
    if contents.may_contain_secret() {
        redact_secrets(out, start, contents);
    }
}

/// Redacts the secrets in a text that may contain some.
#[cold]
pub(super) fn redact_secrets(out: &mut String, start: usize, contents: Contents) {
    let words = contents.words();
    let mut from = 0;
    while let Some(word) = words.find(&out[start..], from) {
        let text = &out[start..];
        let (end, secret) = if text[word.clone()] == *BEFORE_AUTHORITY {
            (word.end, url_password(text, word.end))
        } else {
            let name = name_of(text, word);
            let secret = credentials(text, name.clone());
            (name.end, secret.or_else(|| named_value(text, name)))
        };
        from = end;
        if let Some(secret) = secret {
            out.replace_range(start + secret.start..start + secret.end, REDACTED);
        }
    }
}

/// The range of a secret, if it is neither empty nor redacted already.
fn shown(text: &str, secret: Range<usize>) -> Option<Range<usize>> {
    let is_shown = !secret.is_empty() && !text[secret.start..].starts_with(REDACTED);
    is_shown.then_some(secret)
}

/// The password of a URL, of which `start` is the beginning of the authority.
fn url_password(text: &str, start: usize) -> Option<Range<usize>> {
    let (mut colon, mut at_sign, mut end) = (None, None, start);
    for &byte in &text.as_bytes()[start..] {
        match byte {
            b':' if colon.is_none() => colon = Some(end),
            b'@' => at_sign = Some(end),
            b'/' | b'?' | b'#' | b'"' | b'\'' | b'`' | b'\\' | b'<' | b'>' => break,
            byte if byte.is_ascii_whitespace() => break,
            _ => {}
        }
        end += 1;
    }
    let (colon, end) = match (colon?, at_sign) {
        (colon, Some(at_sign)) => (colon, at_sign),
        // The rest of the password and the `@` may be cut off.
        (colon, None) if text[..end].ends_with('…') => (colon, end),
        _ => return None,
    };
    (colon < end)
        .then(|| colon + 1..end)
        .and_then(|password| shown(text, password))
}

/// What follows `Bearer ` or `Basic `.
fn credentials(text: &str, name: Range<usize>) -> Option<Range<usize>> {
    let start = name.end + 1;
    if !matches!(&text[name], "Bearer" | "Basic") || text.as_bytes().get(start - 1) != Some(&b' ') {
        return None;
    }
    let is_end = |c: char| c.is_whitespace() || "\"'`\\,;()[]{}<>".contains(c);
    let end = text[start..].find(is_end);
    let end = end.map_or(text.len(), |end| start + end);
    shown(text, start..end)
}

/// The name that contains a word.
fn name_of(text: &str, word: Range<usize>) -> Range<usize> {
    let before = text[..word.start].trim_end_matches(is_word);
    let after = text[word.end..].trim_start_matches(is_word);
    // The letter of an escaped line end or tab is no part of the name.
    let is_escape =
        before.ends_with('\\') && text[before.len()..word.start].starts_with(['n', 'r', 't']);
    before.len() + usize::from(is_escape)..text.len() - after.len()
}

/// The value behind a secret name: `name: value`, `"name": value`, `name=value`, `("name", value)`, `Name("value")`.
fn named_value(text: &str, name: Range<usize>) -> Option<Range<usize>> {
    let (before, after) = (&text[..name.start], &text[name.end..]);
    let quotes = after.trim_start_matches('\\');
    let unquoted = quotes.trim_start_matches(['"', '\'']);
    let is_quoted = unquoted.len() < quotes.len();
    let mut rest = unquoted.trim_start_matches(' ').chars();
    let mark = rest.next()?;
    let rest = rest.as_str();
    let is_tuple = || trim_blank_end(before.trim_end_matches(['"', '\'', '\\'])).ends_with('(');
    let is_followed_by_value = match mark {
        '(' => after.starts_with('('),
        ',' => is_quoted && is_tuple(),
        ':' if rest.starts_with(':') || rest.starts_with("//") => false,
        ':' => is_quoted || !is_prose(before, &text[name.clone()]),
        '=' => !rest.starts_with('='),
        _ => false,
    };
    if !is_followed_by_value || !is_secret(&text[name]) {
        return None;
    }
    if mark == '(' {
        let start = text.len() - rest.len();
        return shown(text, start..quoted_end(text, start)?);
    }
    let rest = rest.strip_prefix('>').unwrap_or(rest);
    let start = text.len() - trim_blank_start(rest).len();
    let end = quoted_end(text, start);
    shown(
        text,
        start..end.unwrap_or_else(|| bare_end(text, start, mark)),
    )
}

/// Removes the blanks and line ends before a value; in a string literal, a line end is `\n`.
fn trim_blank_start(text: &str) -> &str {
    let text = text.trim_start();
    let escape = text.trim_start_matches('\\');
    match escape.strip_prefix('n') {
        Some(rest) if escape.len() < text.len() => trim_blank_start(rest),
        _ => text,
    }
}

/// Removes the blanks and line ends at the end of a text.
fn trim_blank_end(text: &str) -> &str {
    let text = text.trim_end();
    match text.strip_suffix("\\n") {
        Some(rest) => trim_blank_end(rest.trim_end_matches('\\')),
        None => text,
    }
}

/// Whether the name is a word of a sentence about the tokens of a language: `unexpected token: …`.
fn is_prose(before: &str, name: &str) -> bool {
    name.eq_ignore_ascii_case("token")
        && before
            .strip_suffix(' ')
            .is_some_and(|before| before.ends_with(is_word))
}

/// A character of a name.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// The end of the string literal that begins at `start`, if one does. A literal in another one has backslashes before its
/// quotes.
fn quoted_end(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let literal = rest.strip_prefix('b').unwrap_or(rest);
    let opening = literal.trim_start_matches('\\');
    let level = literal.len() - opening.len();
    let quote = opening.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inside = text.len() - opening.len() + 1;
    let mut backslashes = 0;
    for (at, c) in text[inside..].char_indices() {
        if c == '\\' {
            backslashes += 1;
            continue;
        }
        // An escaped quote has more backslashes than the opening one, and each backslash of the string is escaped.
        if c == quote && backslashes % (2 * (level + 1)) <= level {
            return Some(inside + at + 1);
        }
        backslashes = 0;
    }
    Some(text.len())
}

/// The end of a value that is no string literal, with all that its brackets contain.
fn bare_end(text: &str, start: usize, mark: char) -> usize {
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at + c.len_utf8()..];
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth > 0 => depth -= 1,
            '"' if depth > 0 => {
                at = quoted_end(text, at).unwrap_or(text.len());
                continue;
            }
            '\\' if rest.starts_with('\\') => at += 1,
            '\\' if depth == 0 && rest.starts_with(['"', 'n', 'r']) => break,
            ')' | ']' | '}' | ',' | '"' | '\n' if depth == 0 => break,
            ' ' | '&' | ';' if depth == 0 && mark == '=' => break,
            _ => {}
        }
        at += c.len_utf8();
    }
    let value = &text[start..at];
    start + value.trim_end().len()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::{self, Debug, Formatter};

    use proptest::prelude::*;

    use super::*;

    fn redacted(text: &str) -> String {
        let mut out = format!("x={text}");
        redact(&mut out, 2);
        out[2..].to_owned()
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(redacted(text), expected);
        // A second pass changes nothing.
        assert_eq!(redacted(expected), expected);
    }

    #[test]
    fn the_value_behind_a_secret_name_is_redacted() {
        for (text, expected) in [
            (
                r#"Login { user: "ada", password: "x\"y\\", n: 1 }"#,
                r#"Login { user: "ada", password: [redacted], n: 1 }"#,
            ),
            (
                r#"{"authorization": "Bearer x", "accept": "*/*"}"#,
                r#"{"authorization": [redacted], "accept": "*/*"}"#,
            ),
            (
                r#"[("cookie", "a=b"), ("a", "b")]"#,
                r#"[("cookie", [redacted]), ("a", "b")]"#,
            ),
            (
                r#"A { token: Some("x"), n: 1 }"#,
                "A { token: [redacted], n: 1 }",
            ),
            (
                r#"A { tokens: ["x"], token_count: 3 }"#,
                r#"A { tokens: ["x"], token_count: 3 }"#,
            ),
            (
                r#"A { secret: [1, 2, (3, "]")] }"#,
                "A { secret: [redacted] }",
            ),
            (
                r#"A { secret: B { c: "}" }, n: 1 }"#,
                "A { secret: [redacted], n: 1 }",
            ),
            (
                "A { has_cookie: true, n: 1 }",
                "A { has_cookie: [redacted], n: 1 }",
            ),
            (r#"Token("x")"#, "Token([redacted])"),
            (
                r#"A { key: ApiKey(b"x") }"#,
                "A { key: ApiKey([redacted]) }",
            ),
            (
                "A {\n    pwd: 12,\n    n: 1,\n}",
                "A {\n    pwd: [redacted],\n    n: 1,\n}",
            ),
            (
                r#""{\"password\": \"a\\\"b\", \"n\": 1}""#,
                r#""{\"password\": [redacted], \"n\": 1}""#,
            ),
            (r#""password: x""#, r#""password: [redacted]""#),
            (
                r#""password: x\nuser: ada""#,
                r#""password: [redacted]\nuser: ada""#,
            ),
            (
                r#""user: ada\npassword: x""#,
                r#""user: ada\npassword: [redacted]""#,
            ),
            (
                r#""{\"a\": \"\\r\\ncookie=x\"}""#,
                r#""{\"a\": \"\\r\\ncookie=[redacted]\"}""#,
            ),
            (r"C:\token=x", r"C:\token=[redacted]"),
            ("/login?token=x&n=1", "/login?token=[redacted]&n=1"),
            (
                "wrong password=x for ada",
                "wrong password=[redacted] for ada",
            ),
            ("wrong password: x", "wrong password: [redacted]"),
            ("{'jwt' => 'x'}", "{'jwt' => [redacted]}"),
            (r#"A { password: "x…"#, "A { password: [redacted]"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn the_password_of_a_url_is_redacted() {
        for (text, expected) in [
            ("postgres://ada:x@db/a", "postgres://ada:[redacted]@db/a"),
            (
                r#""redis://:x@db:6379""#,
                r#""redis://:[redacted]@db:6379""#,
            ),
            ("amqp://ada:x@y@db", "amqp://ada:[redacted]@db"),
            ("amqp://ada:x…", "amqp://ada:[redacted]"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn credentials_are_redacted() {
        check("Bearer x.y-z", "Bearer [redacted]");
        check(r#"["Basic eDp5", 1]"#, r#"["Basic [redacted]", 1]"#);
        check(r#""a\nBearer x""#, r#""a\nBearer [redacted]""#);
    }

    #[test]
    fn other_text_is_unchanged() {
        for text in [
            "",
            "12:30:45 a=b (c, d) Bear Basics",
            "http://localhost:8080/a@b?c=d:e",
            "https://ada@example.com",
            "unexpected token: `}`",
            "token::Token == token",
            r#"A { monkey: "x", key: 1, name: "password" }"#,
            "TheBearer x",
            "Bearer ",
        ] {
            assert_eq!(redacted(text), text);
        }
    }

    const SECRET: &str = "hunter2";

    /// A value with secrets in it.
    #[derive(Clone)]
    enum Tree {
        Number(u32),
        Text(String),
        List(Vec<Tree>),
        Map(BTreeMap<String, Tree>),
        Struct(Vec<(&'static str, Tree)>),
        Wrapped(Box<Tree>),
        /// The text of the tree, as a string.
        Json(Box<Tree>),
        Secret(&'static str),
        Pair(&'static str),
        Line(&'static str),
        Url,
    }

    impl Debug for Tree {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            match self {
                Tree::Number(number) => number.fmt(f),
                Tree::Text(text) => text.fmt(f),
                Tree::List(list) => list.fmt(f),
                Tree::Map(map) => map.fmt(f),
                Tree::Struct(fields) => {
                    let mut out = f.debug_struct("Struct");
                    for (name, value) in fields {
                        out.field(name, value);
                    }
                    out.finish()
                }
                Tree::Wrapped(tree) => Some(tree).fmt(f),
                Tree::Json(tree) => format!("{tree:?}").fmt(f),
                Tree::Secret(name) => f.debug_struct("Login").field(name, &SECRET).finish(),
                Tree::Pair(name) => (name, SECRET).fmt(f),
                Tree::Line(name) => format!("user=ada\n{name}={SECRET}\n").fmt(f),
                Tree::Url => format!("postgres://ada:{SECRET}@db").fmt(f),
            }
        }
    }

    fn any_tree(has_secrets: bool) -> impl Strategy<Value = Tree> {
        let secret_name = || {
            prop::sample::select(vec![
                "password",
                "auth_token",
                "apiKey",
                "set-cookie",
                "Jwt",
            ])
        };
        let name = || prop::sample::select(vec!["id", "tokens", "key", "name", "token_count"]);
        let secret = prop_oneof![
            secret_name().prop_map(Tree::Secret),
            secret_name().prop_map(Tree::Pair),
            secret_name().prop_map(Tree::Line),
            Just(Tree::Url),
        ];
        let leaf = prop_oneof![
            2 => any::<u32>().prop_map(Tree::Number),
            // Without `d` and `w`, chance makes no short name of a secret: `dsn`, `jwt`, `pwd`.
            2 => "[ -CE-VX-ce-vx-~가]{0,12}".prop_map(Tree::Text),
            2 => other_text().prop_map(Tree::Text),
            if has_secrets { 3 } else { 0 } => secret,
        ];
        leaf.prop_recursive(5, 40, 5, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Tree::List),
                prop::collection::btree_map("[e-v]{1,4}", inner.clone(), 0..4).prop_map(Tree::Map),
                prop::collection::vec((name(), inner.clone()), 0..5).prop_map(Tree::Struct),
                inner.clone().prop_map(|tree| Tree::Wrapped(Box::new(tree))),
                inner.prop_map(|tree| Tree::Json(Box::new(tree))),
            ]
        })
    }

    /// A name of words of secrets, parts of them and others.
    fn any_name() -> impl Strategy<Value = String> {
        let parts = prop::sample::select(vec![
            "authorization",
            "bearer",
            "cookie",
            "credential",
            "dsn",
            "jwt",
            "passphrase",
            "passwd",
            "password",
            "pwd",
            "secret",
            "token",
            "api",
            "access",
            "private",
            "session",
            "key",
            "basic",
            "count",
            "kind",
            "id",
            "s",
            "n",
            "izer",
            "_",
            "-",
            ".",
            "2",
            "가",
        ]);
        let case = prop::sample::select(vec![str::to_lowercase, str::to_uppercase, capitalise]);
        let part = (parts, case).prop_map(|(part, case)| case(part));
        prop::collection::vec(part, 1..5).prop_map(|parts| parts.concat())
    }

    fn capitalise(word: &str) -> String {
        let mut chars = word.chars();
        let first = chars.next().into_iter().flat_map(char::to_uppercase);
        first.chain(chars).collect()
    }

    /// Times, paths, URLs and other text with characters that can precede a secret.
    fn other_text() -> impl Strategy<Value = String> {
        prop::sample::select(vec![
            "12:30:45",
            "insert into orders (id, name) values (1, 2)",
            "https://example.com/orders?page=3&order=key",
            "mailto:ada@example.com",
            "/var/log/orders.log:12: unexpected token: `}`",
            "retries=3 keyboard=us monkey: 1 secretary=ada",
            "std::collections::BTreeMap<Token, Key>",
            "a Basics course (Bearers: none)",
        ])
        .prop_map(str::to_owned)
    }

    fn debug(tree: &Tree, is_pretty: bool) -> String {
        if is_pretty {
            format!("{tree:#?}")
        } else {
            format!("{tree:?}")
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn no_secret_survives_at_any_depth(tree in any_tree(true), is_pretty: bool) {
            let text = debug(&tree, is_pretty);
            let redacted = redacted(&text);
            prop_assert!(!redacted.contains(SECRET), "{}\n{}", text, redacted);
        }

        #[test]
        fn text_without_secrets_is_unchanged(tree in any_tree(false), is_pretty: bool) {
            let text = debug(&tree, is_pretty);
            prop_assert_eq!(redacted(&text), text);
        }

        #[test]
        fn a_value_is_redacted_if_its_name_is_secret(before in "[0-9 ,{}가]{0,20}", name in any_name()) {
            let text = format!("{before},{name}={SECRET}");
            let expected = if is_secret(&name) { REDACTED } else { SECRET };
            prop_assert_eq!(redacted(&text), format!("{before},{name}={expected}"));
        }

        #[test]
        fn text_without_marks_is_unchanged(text in "[^:=(B]*") {
            prop_assert_eq!(redacted(&text), text);
        }

        #[test]
        fn any_text_is_redacted_without_a_panic(text in ".*") {
            redacted(&text);
        }
    }
}
