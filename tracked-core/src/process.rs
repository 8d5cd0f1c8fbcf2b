//! Which process this is, without asking the system each time.

use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

// Zero until it is known that a fork will renew it.
static ID: AtomicU32 = AtomicU32::new(0);

/// As [`std::process::id`], which is a system call. After a fork, the child has its own.
///
/// Without the logger setup, whose code may be unsafe, each call asks the system.
pub(crate) fn id() -> u32 {
    match ID.load(Ordering::Relaxed) {
        0 => ask(),
        id => id,
    }
}

#[cold]
fn ask() -> u32 {
    #[cfg(all(feature = "logger", unix))]
    {
        extern "C" fn renew() {
            ID.store(process::id(), Ordering::Relaxed);
        }
        if crate::logger::system::at_fork(renew) {
            renew();
        }
    }
    process::id()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_one_that_the_system_tells() {
        assert_eq!(id(), process::id());
        assert_eq!(id(), process::id());
    }
}
