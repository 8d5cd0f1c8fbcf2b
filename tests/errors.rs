//! A mistake in a function is told in the same words and at the same place with the attribute as without it.
//!
//! Each file of `errors/` holds one typical mistake and is named by it.

#[path = "support/diagnostics.rs"]
mod diagnostics;

use diagnostics::{Settings, Tool, Twin};

#[test]
fn mistakes_are_told_the_same() {
    let settings = Settings {
        edition: "2024",
        rust_lints: "warnings = \"allow\"\n",
        clippy_lints: "",
    };
    let cases = diagnostics::cases("errors");
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
    let differences = diagnostics::differences(&twins);
    assert!(differences.is_empty(), "{differences}");
}

fn fails(twin: &Twin) -> bool {
    twin.without.iter().any(|diagnostic| diagnostic.is_error)
}
