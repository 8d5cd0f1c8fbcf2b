//! What the crate needs from the operating system.
//!
//! | file | targets | contents |
//! |---|---|---|
//! | `native.rs` | with an operating system | clocks, process id, `at_exit` |
//! | `wasm.rs` | `wasm32-unknown-unknown` | the same, without an operating system |
//! | `process_id.rs` | all | the process id, cached |
//! | `unix.rs` | Unix | `at_fork`, stderr, the identity of a file |
//! | `non_unix.rs` | all others | the same with `std` alone, which lacks some of it |
//! | `flock.rs` | Unix with `flock` | a lock between processes |
//! | `lock_file.rs` | Windows | the same, by a file next to the log |
//! | `no_lock.rs` | all others | the same, always an error |
//!
//! This folder contains all `unsafe` code of the crate except the pin projection in `call/future.rs`. It calls C
//! functions that `std` does not offer. Each call is one line; a dependency would be larger.
//!
//! Each module below is named after its default file. A `path` attribute selects another file for some targets.

#![allow(unsafe_code, reason = "calls of C functions")]
#![cfg_attr(
    not(feature = "logger"),
    allow(dead_code, unused_imports, reason = "most of it is for the logger")
)]

#[cfg_attr(all(target_family = "wasm", target_os = "unknown"), path = "wasm.rs")]
mod native;
#[cfg_attr(
    any(
        target_os = "android",
        target_os = "freebsd",
        target_os = "illumos",
        target_os = "linux",
        target_os = "netbsd",
        target_os = "openbsd",
        target_vendor = "apple",
    ),
    path = "flock.rs"
)]
#[cfg_attr(windows, path = "lock_file.rs")]
mod no_lock;
#[cfg_attr(unix, path = "unix.rs")]
mod non_unix;
mod process_id;

pub(crate) use self::native::{Instant, at_exit, time_since_epoch};
pub(crate) use self::no_lock::FileLock;
pub(crate) use self::non_unix::{file_identity, is_linked, write_to_stderr};
pub(crate) use self::process_id::process_id;
