//! Everything that depends on the operating system.

#[cfg(feature = "logger")]
pub(crate) mod flock;
#[cfg_attr(
    all(target_family = "wasm", target_os = "unknown"),
    path = "wasm.rs"
)]
pub(crate) mod native;
pub(crate) mod process_id;
#[cfg(feature = "logger")]
pub(crate) mod unix;
