#![doc = include_str!("../README.md")]
// Allowed only in `sys/` and in `track/pin.rs`; other folders forbid it.
#![deny(unsafe_code)]

#[doc(hidden)]
pub mod __private;
mod context;
#[cfg(feature = "logger")]
mod logger;
mod sys;
#[allow(
    missing_docs,
    reason = "nothing in there is public API: see `__private`"
)]
mod track;

pub use context::{Attached, Context, TraceparentError};
pub use log;
pub use log::{Level, LevelFilter};
#[cfg(feature = "logger")]
pub use logger::{Builder, Format, InitError, Rotate, builder, init, try_init};
pub use tracked_macro::tracked;
