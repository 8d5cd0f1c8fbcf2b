//! What there is a system for: the clocks, which process this is, and that it ends.

#![allow(unsafe_code)]

pub(crate) use std::process::id as process_id;
pub(crate) use std::time::Instant;

/// The time since 1970 began, which is zero by a clock so wrong that it shows a time before.
#[cfg(feature = "logger")]
pub(crate) fn since_1970() -> std::time::Duration {
    use std::time::{SystemTime, UNIX_EPOCH};

    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
}

/// Has `hook` called when the program returns from `main` or calls `exit`. Returns whether it will be.
#[cfg(feature = "logger")]
pub(crate) fn at_exit(hook: extern "C" fn()) -> bool {
    use std::ffi::c_int;

    unsafe extern "C" {
        fn atexit(hook: extern "C" fn()) -> c_int;
    }
    // SAFETY: this is the declaration of the C standard, and the hook, a function, is there as long as the program.
    unsafe { atexit(hook) == 0 }
}
