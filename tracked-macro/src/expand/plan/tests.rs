//! Mistakes that depend on the function: the message, and the token that it points at.

use super::Plan;
use crate::expand::args::Args;
use crate::expand::input::Input;
use crate::expand::mistakes::Mistakes;

/// The options, the token, the message.
const MISTAKES: &[(&str, &str, &str)] = &[
    (
        r#"done = "{elapsed:wide}""#,
        r#""{elapsed:wide}""#,
        "invalid format `wide` for `{elapsed}`; expected a width and a precision such as `>8.3`",
    ),
    (
        r#"start = "read {path:Q}""#,
        r#""read {path:Q}""#,
        "invalid format `Q` for `{path}`; expected one of `std::fmt` such as `?`, `x` or `>8.3`",
    ),
    (
        r#"done = "read }""#,
        r#""read }""#,
        "unmatched `}` in the message; write `}}` for a literal brace",
    ),
    (
        r#"done = "read {path""#,
        r#""read {path""#,
        "unmatched `{` in the message; write `{{` for a literal brace",
    ),
    (
        r#"done = "read {}""#,
        r#""read {}""#,
        "a placeholder needs a name: expected one of `{path}`, `{name}`, `{args}`, `{elapsed}`, `{ret}`",
    ),
    (
        r#"start = "{elapsed}""#,
        r#""{elapsed}""#,
        "unknown name `elapsed` in the message; expected one of `{path}`, `{name}`, `{args}`",
    ),
    (
        r#"start = "{ret}""#,
        r#""{ret}""#,
        "unknown name `ret` in the message; expected one of `{path}`, `{name}`, `{args}`",
    ),
    (
        r#"fields(rows = Empty), start = "{rows}""#,
        r#""{rows}""#,
        "`rows` has no value at the start of the call; move `{rows}` to the message of another event",
    ),
    (
        r#"fields("1" = 2), start = "{path:1$}""#,
        r#""{path:1$}""#,
        "unknown name `1` in the message; expected one of `{1}`, `{path}`, `{name}`, `{args}`",
    ),
    (
        "redact(off, path)",
        "off",
        "unknown argument `off`; expected one of `path`",
    ),
];

#[test]
fn a_mistake_is_reported_at_its_token() {
    for (options, token, message) in MISTAKES {
        let expected = [((*message).to_owned(), (*token).to_owned())];
        assert_eq!(
            mistakes(options, "fn read(path: &str) -> usize { 1 }"),
            expected,
            "{options}"
        );
    }
}

#[test]
fn an_option_without_a_value_is_reported_at_its_token() {
    const MISTAKES: &[(&str, &str, &str, &str)] = &[
        (
            "ret",
            "fn f() -> impl Fn() { || () }",
            "ret",
            "`ret` is not available for a closure or for a future with an opaque output",
        ),
        (
            "err_if = is_bad",
            "fn f() -> impl Future<Output = impl Debug> { async {} }",
            "err_if",
            "`err_if` is not available for a closure or for a future with an opaque output",
        ),
        (
            r#"done = "{ret}""#,
            "async fn f() -> impl FnMut() { || () }",
            r#""{ret}""#,
            "`{ret}` is not available for a closure or for a future with an opaque output",
        ),
        (
            r#"start = "{n}", done = "{n}", err = "{n}""#,
            "fn f(n: &mut u8) {}",
            r#""{n}""#,
            "`n` is a `&mut`, and this message would contain its value before the call; \
             move `{n}` to `start`, or record the new value in the body",
        ),
    ];
    for (options, item, token, message) in MISTAKES {
        let expected = ((*message).to_owned(), (*token).to_owned());
        let found = mistakes(options, item);
        assert!(found.iter().all(|found| *found == expected), "{found:?}");
        assert_eq!(found.len(), if item.contains("&mut") { 2 } else { 1 });
    }
    assert_eq!(
        mistakes(r#"done = "{n}""#, "fn f(ref n: u8, m: &u8) {}"),
        []
    );
}

#[test]
fn mistakes_of_all_stages_are_reported() {
    let found = mistakes(
        r#"lvel = "debug", skip(b), start = "{b}", done = "{c} {d}", init"#,
        "const fn f(a: u8) {}",
    );
    let tokens: Vec<_> = found.iter().map(|(_, token)| token.as_str()).collect();
    let done = r#""{c} {d}""#;
    assert_eq!(
        tokens,
        ["lvel", "const", "init", r#""{b}""#, done, done, "b"]
    );
}

#[test]
fn two_mistakes_are_reported_together() {
    for (options, item, tokens) in [
        (
            r#"skip(x), done = "{y}""#,
            "fn f(a: u8) {}",
            &[r#""{y}""#, "x"][..],
        ),
        (
            r#"done = "{x} {y}""#,
            "fn f(a: u8) {}",
            &[r#""{x} {y}""#; 2],
        ),
        (
            r#"levle = 1, done = "{x}""#,
            "fn f(a: u8) {}",
            &["levle", r#""{x}""#],
        ),
        (
            r#"start(levle = 1, mesage = "x")"#,
            "fn f(a: u8) {}",
            &["levle", "mesage"],
        ),
        (r#"fields(a), done = "x {}""#, "fn f() {}", &[r#""x {}""#]),
        (r#"fields(a), done = "{b}""#, "fn f() {}", &[r#""{b}""#]),
    ] {
        let found = mistakes(options, item);
        let found_tokens: Vec<_> = found.iter().map(|(_, token)| token.as_str()).collect();
        assert_eq!(found_tokens, tokens, "{options}");
        assert!(
            found.iter().all(|(message, _)| !message.contains("`{}`")),
            "{found:?}"
        );
    }
}

#[test]
fn a_mistake_in_fields_causes_no_mistake_elsewhere() {
    let found = mistakes(r#"fields(= 1), redact(b), done = "{b}""#, "fn f(a: u8) {}");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn the_variants_of_a_function_report_a_mistake_once() {
    let item = "fn f(#[cfg(unix)] a: u8) {}";
    assert_eq!(mistakes("skip(b)", item).len(), 1);
    assert_eq!(mistakes("skip(a)", item), []);
}

fn mistakes(options: &str, item: &str) -> Vec<(String, String)> {
    let mut mistakes = Mistakes::default();
    let raw_args: proc_macro2::TokenStream = options.parse().unwrap();
    let args = Args::parse(raw_args.clone(), &mut mistakes);
    let input = Input::parse(item.parse().unwrap()).unwrap();
    Plan::new(&args, raw_args, &input, &mut mistakes);
    mistakes.located()
}
