//! The attribute causes no lint and hides none, neither of rustc nor of clippy, `nursery` included.
//!
//! Each module in the files of `lints/` is compiled on its own. Those in `lints/clean/` cause no warning; those in
//! `lints/warns/` cause the lint that their first line names. A later clippy may find more in them: the test compares
//! the code with the attribute to the code without it.
//!
//! The modules in `lints/lost/` have no attribute. Each is the smallest program in which clippy does not find what it does
//! not find with the attribute either.

use crate::diagnostics::{self, Case, Settings, Tool};

/// The lints that a careful crate enables in addition to the defaults.
const RUST_LINTS: &str = r#"
future_incompatible = { level = "warn", priority = -1 }
keyword_idents = { level = "warn", priority = -1 }
nonstandard_style = { level = "warn", priority = -1 }
rust_2018_idioms = { level = "warn", priority = -1 }
unused = { level = "warn", priority = -1 }
ambiguous_negative_literals = "warn"
explicit_outlives_requirements = "warn"
if_let_rescope = "warn"
impl_trait_redundant_captures = "warn"
let_underscore_drop = "warn"
meta_variable_misuse = "warn"
missing_debug_implementations = "warn"
missing_docs = "warn"
redundant_imports = "warn"
redundant_lifetimes = "warn"
tail_expr_drop_order = "warn"
trivial_casts = "warn"
trivial_numeric_casts = "warn"
unit_bindings = "warn"
unnameable_types = "warn"
unreachable_pub = "warn"
unused_import_braces = "warn"
unused_lifetimes = "warn"
unused_qualifications = "warn"
unused_results = "warn"
"#;

/// `missing_const_for_fn` is off because a tracked function cannot be `const`.
const CLIPPY_LINTS: &str = r#"
all = { level = "warn", priority = -1 }
pedantic = { level = "warn", priority = -1 }
nursery = { level = "warn", priority = -1 }
missing_const_for_fn = "allow"
"#;

const FORMS_DEPENDENCIES: &str = r#"
anyhow = "1"
async-trait = "0.1"
eyre = "0.6"
futures = "0.3"
log = "0.4"
tokio = { version = "1", features = ["macros", "rt", "sync", "time"] }
"#;

/// The cases whose lints differ, and why.
const ACCEPTED_DIFFERENCES: &[(&str, &str)] = &[
    ("boxed_local", PASSED_ON),
    (
        "future_not_send",
        "the body captures the argument, and the note says so",
    ),
    ("manual_async_fn", "the body is more than an async block"),
    (
        "must_use_candidate_by_spelling",
        "a constant in lower case is taken for a function",
    ),
    (
        "needless_lifetimes_of_another",
        "the body names the lifetime, so that an error about it is reported at its place",
    ),
    ("needless_pass_by_ref_mut", PASSED_ON),
    ("needless_pass_by_value", PASSED_ON),
    ("only_used_in_recursion", PASSED_ON),
    ("ptr_arg", PASSED_ON),
    ("unnecessary_wraps", "a closure returns the value"),
    ("unconditional_recursion", "a closure makes the call"),
    (
        "unconditional_recursion_in_result",
        "a closure makes the call",
    ),
];

/// The first causes the same lint with another note. The second has its program in `lints/warns/`.
const NOT_LOST: &[&str] = &["future_not_send", "must_use_candidate_by_spelling"];

const PASSED_ON: &str = "the function passes the argument to its body and therefore owns it";

/// The lints that may differ in `calls/forms/`, which contains unusual code on purpose. In addition to the lints of
/// [`ACCEPTED_DIFFERENCES`]: lints about names, spans and attributes in generated code, and `unused_variables` of `ref
/// a`, which is reported for `a`.
const DIFFERENT_IN_FORMS: &[&str] = &[
    "clippy::boxed_local",
    "clippy::elidable_lifetime_names",
    "clippy::future_not_send",
    "clippy::just_underscores_and_digits",
    "clippy::manual_async_fn",
    "clippy::manual_is_multiple_of",
    "clippy::many_single_char_names",
    "clippy::multiple_bound_locations",
    "clippy::needless_lifetimes",
    "clippy::needless_pass_by_ref_mut",
    "clippy::needless_pass_by_value",
    "clippy::non_canonical_partial_ord_impl",
    "clippy::only_used_in_recursion",
    "clippy::ptr_arg",
    "clippy::redundant_pub_crate",
    "clippy::similar_names",
    "clippy::toplevel_ref_arg",
    "clippy::unnecessary_wraps",
    "clippy::unused_async",
    "clippy::use_self",
    "clippy::used_underscore_binding",
    "unconditional_recursion",
    "unused_variables",
];

fn settings(edition: &str) -> Settings<'_> {
    Settings {
        edition,
        rust_lints: RUST_LINTS,
        clippy_lints: CLIPPY_LINTS,
    }
}

#[test]
fn the_attribute_adds_no_lint_to_clean_code() {
    let cases = diagnostics::cases("compile/lints/clean");
    let comparisons = diagnostics::compare(
        "lints-clean",
        Tool::clippy_or_check(),
        &settings("2024"),
        &cases,
    );
    let differences = diagnostics::differences(&comparisons, &[]);
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn code_with_a_lint_causes_the_same_lint() {
    let tool = Tool::clippy_or_check();
    let mut cases = diagnostics::cases("compile/lints/warns");
    cases.retain(|case| tool == Tool::Clippy || !lint(case).starts_with("clippy::"));
    let comparisons = diagnostics::compare("lints-warns", tool, &settings("2024"), &cases);
    let mut wrong_cases = String::new();
    for (case, comparison) in cases.iter().zip(&comparisons) {
        let codes: Vec<&str> = comparison
            .without
            .iter()
            .map(|diagnostic| diagnostic.code.as_str())
            .collect();
        if !codes.contains(&lint(case)) {
            wrong_cases += &format!("`{}` causes {codes:?}, not {}\n", case.name, lint(case));
        }
    }
    assert!(wrong_cases.is_empty(), "{wrong_cases}");
    let differences = diagnostics::differences(&comparisons, ACCEPTED_DIFFERENCES);
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn each_lost_lint_is_lost_in_a_program_without_the_attribute() {
    let tool = Tool::clippy_or_check();
    let mut cases = diagnostics::cases("compile/lints/lost");
    let has_program = |name: &str| {
        let program = format!("{name}_lost");
        cases.iter().any(|case| case.name == program)
    };
    let without_program: Vec<_> = ACCEPTED_DIFFERENCES
        .iter()
        .filter(|(name, _)| !NOT_LOST.contains(name) && !has_program(name))
        .collect();
    assert!(without_program.is_empty(), "{without_program:?}");
    cases.retain(|case| tool == Tool::Clippy || !lint(case).starts_with("clippy::"));
    let comparisons = diagnostics::compare("lints-lost", tool, &settings("2024"), &cases);
    for (case, comparison) in cases.iter().zip(&comparisons) {
        for diagnostic in &comparison.without {
            assert!(
                !diagnostic.is_error && diagnostic.code != lint(case),
                "{}",
                diagnostic.text
            );
        }
    }
}

/// With the feature `off`, items that only options name are used all the same, and their expressions are checked.
#[test]
fn items_that_options_name_are_used_with_tracking_off() {
    let code = include_str!("lints/off.rs");
    let texts = |name: &str, code: &str| -> Vec<String> {
        let found = diagnostics::with_tracking_off(name, &settings("2024"), code);
        found.into_iter().map(|each| each.text).collect()
    };
    let clean = texts("off", code);
    assert!(clean.is_empty(), "{clean:#?}");
    let mistaken = code.replace("fields(half = halve(n))", "fields(half = halved(n))");
    let mistaken = texts("off-mistaken", &mistaken);
    assert!(
        mistaken.len() == 1 && mistaken[0].contains("cannot find function `halved`"),
        "{mistaken:#?}"
    );
}

/// The code of the lint that a case causes: the first line of the case starts with it.
fn lint(case: &Case) -> &str {
    let code = case.code.split('`').nth(1);
    code.unwrap_or_else(|| panic!("`{}` does not say its lint", case.name))
}

#[test]
fn functions_of_all_forms_cause_the_same_lints_in_edition_2024() {
    compare_forms("2024");
}

#[test]
fn functions_of_all_forms_cause_the_same_lints_in_edition_2021() {
    compare_forms("2021");
}

/// Compares the lints of every form of function with the attribute, and with an attribute that does nothing.
fn compare_forms(edition: &str) {
    let comparison = diagnostics::compare_target(
        &format!("forms-{edition}"),
        Tool::clippy_or_check(),
        &settings(edition),
        "calls/forms/main.rs",
        FORMS_DEPENDENCIES,
        &[
            "nonstandard_style",
            "unused",
            "clippy::all",
            "clippy::pedantic",
        ],
    );
    assert!(
        !comparison.without.is_empty(),
        "the forms were not compiled"
    );
    let errors: Vec<&str> = comparison
        .with
        .iter()
        .filter(|diagnostic| diagnostic.is_error)
        .map(|diagnostic| diagnostic.text.as_str())
        .collect();
    assert!(
        errors.is_empty(),
        "the forms do not compile:\n{}",
        errors.join("\n")
    );
    if let Some(difference) = comparison.difference() {
        let not_accepted: Vec<&str> = difference
            .lines()
            .filter(|line| line.contains('['))
            .filter(|line| {
                !DIFFERENT_IN_FORMS
                    .iter()
                    .any(|lint| line.contains(&format!("[{lint}]")))
            })
            .collect();
        assert!(not_accepted.is_empty(), "{}", not_accepted.join("\n"));
    }
}
