// In Markdown the first definition of a link wins, so that this one replaces the path that the README has for it.
//! [reference]: macro@tracked
#![doc = include_str!("../README.md")]
#![deny(unsafe_code)]

#[doc(hidden)]
pub mod __private;
mod context;
#[cfg_attr(
    all(target_family = "wasm", target_os = "unknown"),
    path = "no_host.rs"
)]
mod host;
#[cfg(feature = "logger")]
mod logger;
mod process;
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
