//! A mistake in a function is told with the same code, place and notes with the attribute as without it.
//!
//! Each file of `errors/` holds one typical mistake and is named by it.

use crate::diagnostics::{self, Settings, Tool, Twin};

/// What is told otherwise, and why.
const KNOWN: &[(&str, &str)] = &[
    (
        "break-outside-of-a-loop",
        "the body is a closure's, where this mistake has a code of its own",
    ),
    (
        "missing-await-in-tail",
        "a further note tells the type of the body",
    ),
    (
        "moved-value-async",
        "the note about the callee gives way to one about the type",
    ),
    (
        "not-send-argument",
        "the argument is captured by the body, and the note says so",
    ),
    ("recursion-without-box", "a further note points at the body"),
    (
        "unsized-argument",
        "the argument is handed on as well, which is told first",
    ),
    (
        "wrong-type-in-async",
        "a further note tells the type of the body",
    ),
    (
        "wrong-type-in-async-return",
        "a further note tells the type of the body",
    ),
    (
        "wrong-type-in-boxed-future",
        "the note names the same type in other words",
    ),
];

#[test]
fn mistakes_are_told_the_same() {
    let settings = Settings {
        edition: "2024",
        rust_lints: "warnings = \"allow\"\n",
        clippy_lints: "",
    };
    let cases = diagnostics::cases("compile/errors");
    let twins = diagnostics::compare("errors", Tool::Check, &settings, &cases);
    let compiling: Vec<&str> = twins
        .iter()
        .filter(|twin| !fails(twin))
        .map(|twin| twin.name.as_str())
        .collect();
    assert!(
        compiling.is_empty(),
        "no mistake for the compiler: {compiling:?}"
    );
    let differences = diagnostics::differences(&twins, KNOWN);
    assert!(differences.is_empty(), "{differences}");
}

fn fails(twin: &Twin) -> bool {
    twin.without.iter().any(|diagnostic| diagnostic.is_error)
}
