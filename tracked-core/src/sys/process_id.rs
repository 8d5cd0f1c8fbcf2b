//! Which process this is, without asking the system each time.

#![allow(unsafe_code)]

use std::sync::atomic::{AtomicU32, Ordering};

use crate::sys::native::process_id;

// Zero until it is known that a fork will renew it.
static ID: AtomicU32 = AtomicU32::new(0);

/// As the system tells it. After a fork, the child has its own.
#[inline]
pub(crate) fn id() -> u32 {
    match ID.load(Ordering::Relaxed) {
        0 => ask(),
        id => id,
    }
}

#[cold]
fn ask() -> u32 {
    extern "C" fn renew() {
        ID.store(process_id(), Ordering::Relaxed);
    }
    if at_fork(renew) {
        renew();
    }
    process_id()
}

// Has `hook` called in every process that is forked off. Returns whether it will be.
#[cfg(unix)]
fn at_fork(hook: extern "C" fn()) -> bool {
    use std::ffi::c_int;

    unsafe extern "C" {
        fn pthread_atfork(
            before: Option<extern "C" fn()>,
            in_parent: Option<extern "C" fn()>,
            in_child: Option<extern "C" fn()>,
        ) -> c_int;
    }
    // SAFETY: this is the declaration of POSIX, and the hook, a function, is there as long as the program.
    unsafe { pthread_atfork(None, None, Some(hook)) == 0 }
}

// Nothing forks here.
#[cfg(not(unix))]
fn at_fork(_: extern "C" fn()) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_one_that_the_system_tells() {
        assert_eq!(id(), std::process::id());
        assert_eq!(id(), std::process::id());
    }
}
