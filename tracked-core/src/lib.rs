// In Markdown the first definition of a link wins, so that this one replaces the path that the README has for it.
//! [reference]: macro@tracked
#![doc = include_str!("../README.md")]
// Allowed only in `sys/` and for the pin projection in `call/future.rs`; all other files forbid it.
#![deny(unsafe_code)]

#[doc(hidden)]
pub mod __private;
#[allow(missing_docs, reason = "not public API: see `__private`")]
mod call;
#[allow(missing_docs, reason = "not public API: see `__private`")]
mod callsite;
mod context;
mod event;
#[allow(missing_docs, reason = "not public API: see `__private`")]
mod field;
#[cfg(any(feature = "logger", feature = "testing"))]
mod key_values;
#[doc(hidden)]
#[allow(
    missing_docs,
    reason = "not public API: the names are the documentation"
)]
pub mod log_format;
#[cfg(feature = "logger")]
mod logger;
#[allow(missing_docs, reason = "not public API: see `__private`")]
mod outcome;
mod sys;
#[cfg(feature = "testing")]
pub mod testing;

pub use context::{Attached, Context, TraceparentError};
pub use field::recorded::{record, record_display, record_with};
/// The crate `log` that this crate logs to.
pub use log;
pub use log::{Level, LevelFilter};
#[cfg(feature = "logger")]
pub use logger::{Builder, Format, InitError, Rotate, builder, init, try_init};
pub use tracked_macro::tracked;
