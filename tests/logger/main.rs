//! Does the logger setup write what it promises, and how do the records look through other loggers?

mod foreign_loggers;
mod setup;
#[path = "../support/skip.rs"]
mod skip;
