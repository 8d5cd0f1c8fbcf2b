//! Does a call work on targets that lack parts of the standard library?

#[path = "../support/optimised.rs"]
mod optimised;
#[path = "../support/skip.rs"]
mod skip;
mod wasm;
