//! The process id and the fork generation, without a system call each time.

use std::sync::atomic::{AtomicU32, Ordering};

use super::native;
use super::platform::at_fork;

/// Zero until a fork hook is registered that updates it.
static PROCESS_ID: AtomicU32 = AtomicU32::new(0);
/// Zero until a fork hook is registered that increments it.
static GENERATION: AtomicU32 = AtomicU32::new(0);

/// The id of this process. After a fork, the child gets its own.
#[inline]
pub(crate) fn process_id() -> u32 {
    match PROCESS_ID.load(Ordering::Relaxed) {
        0 => {
            register();
            native::process_id()
        }
        id => id,
    }
}

/// A number that a process and its forked children do not share. It is never zero.
///
/// A child in a new PID namespace can have the same process id as its parent.
#[inline]
pub(crate) fn fork_generation() -> u32 {
    match GENERATION.load(Ordering::Relaxed) {
        0 => register(),
        generation => generation,
    }
}

/// Returns the generation of this process.
#[cold]
fn register() -> u32 {
    extern "C" fn update() {
        PROCESS_ID.store(native::process_id(), Ordering::Relaxed);
        GENERATION.fetch_add(1, Ordering::Relaxed);
    }
    // A second hook, of a thread that is as early as this one, increments the generation by two.
    if at_fork(None, None, Some(update)) {
        PROCESS_ID.store(native::process_id(), Ordering::Relaxed);
        let _ = GENERATION.compare_exchange(0, 1, Ordering::Relaxed, Ordering::Relaxed);
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_that_of_the_system() {
        assert_eq!(process_id(), std::process::id());
        assert_eq!(process_id(), std::process::id());
    }

    #[test]
    fn the_generation_changes_only_in_a_child() {
        assert_eq!(fork_generation(), 1);
        assert_eq!(fork_generation(), 1);
    }
}
