//! Which records does a call log, by default and with each option of the attribute?

mod events;
mod found;
mod options;
mod origins;
mod random_origins;
mod secrets;
#[path = "../support/mod.rs"]
mod support;
mod tracing_options;
