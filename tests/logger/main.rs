//! Does the logger setup write what `docs/contract.md` promises in section 5, and do records look right through other loggers?

mod foreign_loggers;
mod setup;
#[path = "../support/skip.rs"]
mod skip;
