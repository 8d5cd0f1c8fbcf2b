//! The process id, without a system call each time.

use std::sync::atomic::{AtomicU32, Ordering};

use super::native;
use super::non_unix::at_fork;

/// Zero until a fork hook is registered that updates it.
static PROCESS_ID: AtomicU32 = AtomicU32::new(0);

/// The id of this process. After a fork, the child gets its own.
#[inline]
pub(crate) fn process_id() -> u32 {
    match PROCESS_ID.load(Ordering::Relaxed) {
        0 => look_up(),
        id => id,
    }
}

#[cold]
fn look_up() -> u32 {
    extern "C" fn update() {
        PROCESS_ID.store(native::process_id(), Ordering::Relaxed);
    }
    if at_fork(update) {
        update();
    }
    native::process_id()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_that_of_the_system() {
        assert_eq!(process_id(), std::process::id());
        assert_eq!(process_id(), std::process::id());
    }
}
