//! The logger. Each layer imports only from layers below it.
//!
//! ```text
//! setup/           Builder: filters, colors, panic hook, errors of the setup
//! logger.rs        Logger: filters a record, formats it, writes the line
//! run.rs           the first record of a process
//! output/          buffer, files, stderr, rotation, lost records
//! self_report.rs   warnings of the logger about itself
//! format/          a record as a line: text, tree, JSON or a closure
//! write.rs         a write that reports how far it came
//! ```
//!
//! Below are `crate::sys`, `crate::log_format`, `crate::key_values`, and of the runtime the state of a thread, the kinds
//! of events, the message of a panic, and what the builder sets for all calls.

#![forbid(unsafe_code)]

mod format;
#[allow(clippy::module_inception, reason = "the type `Logger` is in it")]
mod logger;
mod output;
mod run;
mod self_report;
mod setup;
mod write;

pub use self::format::Format;
pub use self::output::Rotate;
pub use self::setup::{Builder, InitError};

/// Installs a logger that writes to stderr, with the filters of `RUST_LOG`.
///
/// The format is [`Format::Tree`] if stderr is a terminal, else [`Format::Text`]. `RUST_LOG` has the syntax of
/// [`env_logger`]. If it is unset, the level is INFO.
///
/// Call this once, early in `main`. It never panics: if the program already has a logger, that logger stays, and one
/// line on stderr reports it. [`try_init`] returns this as an error instead. To log to a file or in another format, use
/// [`builder()`].
///
/// ```no_run
/// tracked_core::init();
/// tracked_core::log::info!("ready");
/// ```
///
/// [`env_logger`]: https://docs.rs/env_logger/#enabling-logging
pub fn init() {
    builder().init();
}

/// Installs the same logger as [`init`], or returns an error.
///
/// # Errors
///
/// [`InitError::AlreadySet`] if the program already has a logger. That logger stays.
///
/// ```no_run
/// # fn main() -> Result<(), tracked_core::InitError> {
/// tracked_core::try_init()?;
/// # Ok(())
/// # }
/// ```
pub fn try_init() -> Result<(), InitError> {
    builder().try_init()
}

/// Returns a builder for a logger, which by default writes to stderr with the filters of `RUST_LOG`.
///
/// ```no_run
/// tracked_core::builder().file("process_log.txt").init();
/// ```
pub fn builder() -> Builder {
    Builder::new()
}
