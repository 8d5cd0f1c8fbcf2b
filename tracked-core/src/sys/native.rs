//! Clocks, process id and exit hook of an operating system.

pub(super) use std::process::id as process_id;
pub(crate) use std::time::Instant;

/// The time since the Unix epoch, or zero if the system clock is set to a time before it.
pub(crate) fn time_since_epoch() -> std::time::Duration {
    use std::time::{SystemTime, UNIX_EPOCH};

    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
}

/// Registers a hook that runs when `main` returns or the program calls `exit`. Returns whether this succeeded.
pub(crate) fn at_exit(hook: extern "C" fn()) -> bool {
    use std::ffi::c_int;

    unsafe extern "C" {
        fn atexit(hook: extern "C" fn()) -> c_int;
    }
    // SAFETY: the declaration is that of the C standard, and a function pointer is valid until the program ends.
    unsafe { atexit(hook) == 0 }
}
