//! Does the compiler report the same errors and lints with the attribute and without it?

mod diagnostics;
mod errors;
mod lints;
#[path = "../support/skip.rs"]
mod skip;
