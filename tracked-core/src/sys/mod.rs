//! What the crate needs from the operating system.
//!
//! | file | targets | contents |
//! |---|---|---|
//! | `native.rs` | with an operating system | clocks, process id, `at_exit` |
//! | `wasm.rs` | `wasm32-unknown-unknown` | the same, without an operating system |
//! | `process_id.rs` | all | the process id and the fork generation, cached |
//! | `thread_id.rs` | all | the id of the thread, cached |
//! | `unix.rs` | Unix | `at_fork`, stderr, the host's name, the identity of a file |
//! | `non_unix.rs` | all others | the same, as far as `std` offers it |
//! | `flock.rs` | Unix with `flock` | a lock between processes |
//! | `lock_file.rs` | Windows | the same, by a file next to the log |
//! | `no_lock.rs` | all others | the same, always an error |
//!
//! This folder contains all `unsafe` code of the crate except the pin projection in `call/future.rs`. It calls C
//! functions that `std` does not offer. Each call is one line; a dependency would be larger.
//!
//! A `path` attribute selects the file of a module for some targets.

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
#[cfg_attr(not(unix), path = "non_unix.rs")]
mod platform;
mod process_id;
mod thread_id;

pub(crate) use self::native::{Instant, at_exit, time_since_epoch};
pub(crate) use self::no_lock::FileLock;
#[cfg(feature = "compress")]
pub(crate) use self::platform::time_since_change;
pub(crate) use self::platform::{
    at_fork, file_identity, host_name, is_closed, is_linked, open_to_append, os_str_prefix,
    position, read_at, with_signals_blocked, write_at, write_to_stderr, write_to_stderr_now,
};
pub(crate) use self::process_id::{fork_generation, process_id};
pub(crate) use self::thread_id::thread_id;
