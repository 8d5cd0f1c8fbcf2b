//! A lock with a timeout.
//!
//! A thread that already has a lock could wait for itself, and a forked child for a thread that it does not have. All
//! locks of the logger are held only for moments, so a lock that stays locked for a second is such a lock.

use std::sync::{Mutex, MutexGuard, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

pub(crate) fn lock_within_a_second<T>(mutex: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    let attempt = || match mutex.try_lock() {
        Ok(guard) => Some(guard),
        // What the locks protect is consistent at every moment.
        Err(TryLockError::Poisoned(guard)) => Some(guard.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    };
    for _ in 0..100 {
        if let Some(guard) = attempt() {
            return Some(guard);
        }
        thread::yield_now();
    }
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(1) {
        if let Some(guard) = attempt() {
            return Some(guard);
        }
        thread::sleep(Duration::from_micros(200));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_that_stays_locked_times_out() {
        let mutex = Mutex::new(1);
        let held = lock_within_a_second(&mutex).expect("nobody holds it");
        assert!(lock_within_a_second(&mutex).is_none());
        drop(held);
        assert!(lock_within_a_second(&mutex).is_some());
    }

    #[test]
    fn a_lock_that_is_released_in_time_is_taken() {
        let mutex = Mutex::new(1);
        thread::scope(|threads| {
            let held = lock_within_a_second(&mutex).expect("nobody holds it");
            let waiting = threads.spawn(|| lock_within_a_second(&mutex).is_some());
            thread::sleep(Duration::from_millis(20));
            drop(held);
            assert!(waiting.join().expect("no panic"));
        });
    }
}
