//! The logger setup: where the records of a program go and how they look.

mod format;
#[allow(clippy::module_inception, reason = "the type `Logger` is in it")]
mod logger;
mod output;
mod self_report;
mod setup;
mod write;

pub use self::format::Format;
pub use self::output::Rotate;
pub use self::setup::{Builder, InitError};

/// Sets the logger up: records go to stderr, `RUST_LOG` decides which.
///
/// On a terminal they are shown as [`Format::Tree`], else as [`Format::Text`].
///
/// `RUST_LOG` is read as [`env_logger`] reads it. Unset, the level is INFO.
///
/// Call it once, early in `main`. It never panics: if the program has a logger already, one line on stderr says so
/// and that logger stays. [`try_init`] returns this as an error instead; [`builder()`] is for a file, a format and more.
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

/// Sets the logger up as [`init`] does, and returns what went wrong.
///
/// # Errors
///
/// [`InitError::AlreadySet`] if the program has a logger already; that one stays.
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

/// Begins a logger setup that obeys `RUST_LOG`, or INFO where that is unset, and logs to stderr.
///
/// ```no_run
/// tracked_core::builder().file("process_log.txt").init();
/// ```
pub fn builder() -> Builder {
    Builder::new()
}
