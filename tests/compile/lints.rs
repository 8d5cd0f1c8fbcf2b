//! The attribute causes no lint and loses none: of rustc's, and of clippy's down to `nursery`.
//!
//! `lints/clean/` holds code without a warning, `lints/warns/` files with exactly one, named by it. A clippy to come may find
//! more in them; what counts is that it finds the same on both sides.

use crate::diagnostics::{self, Case, Settings, Tool};

/// What a careful crate switches on beside the defaults.
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

/// A function that is tracked can't be `const`, so the advice to make it so has to go.
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

/// What fires otherwise, and why.
const KNOWN: &[(&str, &str)] = &[
    ("clippy-boxed_local", HANDED_ON),
    (
        "clippy-future_not_send",
        "the argument is captured by the body, and the note says so",
    ),
    (
        "clippy-manual_async_fn",
        "the body no longer consists of an async block alone",
    ),
    (
        "clippy-needless_lifetimes",
        "the type of the body names the lifetime once more",
    ),
    ("clippy-needless_pass_by_ref_mut", HANDED_ON),
    ("clippy-needless_pass_by_value", HANDED_ON),
    ("clippy-only_used_in_recursion", HANDED_ON),
    ("clippy-ptr_arg", HANDED_ON),
    (
        "clippy-unnecessary_wraps",
        "the value comes out of a closure",
    ),
    ("unconditional_recursion", "the call is made in a closure"),
    (
        "unconditional_recursion-in-result",
        "the call is made in a closure",
    ),
];

const HANDED_ON: &str =
    "the argument is handed on to the body, so the function takes part in its ownership";

/// What is told otherwise of the forms, which are written to be odd: beside the lints of `KNOWN`, those that judge the
/// names, the spans or the attributes of what a macro wrote, and `unused_variables` of `ref a`, which is told of `a`.
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
fn clean_code_stays_clean() {
    let cases = diagnostics::cases("compile/lints/clean");
    let twins = diagnostics::compare(
        "lints-clean",
        Tool::clippy_or_check(),
        &settings("2024"),
        &cases,
    );
    let differences = diagnostics::differences(&twins, &[]);
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn every_lint_still_fires() {
    let tool = Tool::clippy_or_check();
    let mut cases = diagnostics::cases("compile/lints/warns");
    cases.retain(|case| tool == Tool::Clippy || !lint(case).starts_with("clippy::"));
    let twins = diagnostics::compare("lints-warns", tool, &settings("2024"), &cases);
    let mut unfit = String::new();
    for (case, twin) in cases.iter().zip(&twins) {
        let codes: Vec<&str> = twin
            .without
            .iter()
            .map(|diagnostic| diagnostic.code.as_str())
            .collect();
        if !codes.contains(&lint(case).as_str()) {
            unfit += &format!("{} by itself warns of {codes:?}\n", case.name);
        }
    }
    assert!(unfit.is_empty(), "{unfit}");
    let differences = diagnostics::differences(&twins, KNOWN);
    assert!(differences.is_empty(), "{differences}");
}

/// `dead_code-async` holds `dead_code`, `clippy-ptr_arg` holds `clippy::ptr_arg`.
fn lint(case: &Case) -> String {
    let (prefix, name) = match case.name.strip_prefix("clippy-") {
        Some(name) => ("clippy::", name),
        None => ("", case.name.as_str()),
    };
    match name.split('-').next().unwrap_or(name) {
        // The one lint whose warnings have an error's code.
        "unsafe_op_in_unsafe_fn" => "E0133".to_owned(),
        name => format!("{prefix}{name}"),
    }
}

#[test]
fn forms_of_edition_2024_warn_the_same() {
    forms_warn_the_same("2024");
}

#[test]
fn forms_of_edition_2021_warn_the_same() {
    forms_warn_the_same("2021");
}

/// Every form there is: it may warn, but of the same with the attribute and with one that does nothing.
fn forms_warn_the_same(edition: &str) {
    let twin = diagnostics::compare_target(
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
    assert!(!twin.without.is_empty(), "the forms were not compiled");
    let errors: Vec<&str> = twin
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
    if let Some(difference) = twin.difference() {
        let unknown: Vec<&str> = difference
            .lines()
            .filter(|line| line.contains('['))
            .filter(|line| {
                !DIFFERENT_IN_FORMS
                    .iter()
                    .any(|lint| line.contains(&format!("[{lint}]")))
            })
            .collect();
        assert!(unknown.is_empty(), "{}", unknown.join("\n"));
    }
}
