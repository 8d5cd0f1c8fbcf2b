//! The compiler reports a mistake with the same code, place and notes with the attribute and without it.
//!
//! Each module in the files of `errors/` is one typical mistake, compiled on its own.

use crate::diagnostics::{self, Comparison, Settings, Tool};

/// The mistakes that are reported differently, and why.
const ACCEPTED_DIFFERENCES: &[(&str, &str)] = &[
    (
        "break_outside_of_a_loop",
        "the body becomes a closure, and this mistake has a code of its own in closures",
    ),
    (
        "missing_await_in_tail",
        "one more note states the type of the body",
    ),
    (
        "moved_value_async",
        "a note about the type replaces the one about the callee",
    ),
    (
        "not_send_argument",
        "the body captures the argument, and the note says so",
    ),
    ("recursion_without_box", "one more note points at the body"),
    (
        "unsized_argument",
        "the argument is also passed to the body, and that error comes first",
    ),
    (
        "wrong_type_in_async",
        "one more note states the type of the body",
    ),
    (
        "wrong_type_in_async_return",
        "one more note states the type of the body",
    ),
    (
        "wrong_type_in_boxed_future",
        "the note names the same type differently",
    ),
];

/// The mistakes whose whole message is the same: with the wording, and with suggestions such as a `.clone()`.
const EQUAL: [&str; 7] = [
    "moved_in_a_loop",
    "moved_value",
    "moved_value_generic",
    "moved_value_local",
    "moved_value_result",
    "question_mark_in_unit",
    "question_mark_in_unit_async",
];

#[test]
fn mistakes_are_reported_the_same() {
    let settings = Settings {
        edition: "2024",
        rust_lints: "warnings = \"allow\"\n",
        clippy_lints: "",
    };
    let cases = diagnostics::cases("compile/errors");
    let comparisons = diagnostics::compare("errors", Tool::Check, &settings, &cases);
    let compiling: Vec<&str> = comparisons
        .iter()
        .filter(|comparison| !has_error(comparison))
        .map(|comparison| comparison.name.as_str())
        .collect();
    assert!(
        compiling.is_empty(),
        "these cases compile without an error: {compiling:?}"
    );
    let differences = diagnostics::differences(&comparisons, ACCEPTED_DIFFERENCES);
    assert!(differences.is_empty(), "{differences}");
    let mut different = String::new();
    for comparison in &comparisons {
        let texts = [&comparison.with, &comparison.without].map(|side| {
            side.iter()
                .map(|each| each.text.as_str())
                .collect::<Vec<_>>()
        });
        let [with, without] = &texts;
        if EQUAL.contains(&comparison.name.as_str()) && with != without {
            different += &format!("{}: {with:#?} instead of {without:#?}\n", comparison.name);
        }
    }
    assert!(different.is_empty(), "{different}");
}

fn has_error(comparison: &Comparison) -> bool {
    comparison
        .without
        .iter()
        .any(|diagnostic| diagnostic.is_error)
}
