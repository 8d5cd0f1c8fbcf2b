//! Does the logger keep the promises of section 5 of `docs/contract.md`, and do other loggers show records correctly?

mod foreign_loggers;
mod setup;
#[path = "../support/skip.rs"]
mod skip;
