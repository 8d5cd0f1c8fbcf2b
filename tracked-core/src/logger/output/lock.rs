//! Locks with a timeout.
//!
//! A process that forks while another of its threads holds a lock leaves it locked forever in the child. All locks of
//! the logger are held only for moments, so a lock that stays locked for a second is such a lock.

use std::sync::{
    Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard, TryLockError, TryLockResult,
};
use std::thread;
use std::time::{Duration, Instant};

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    within_a_second(|| mutex.try_lock())
}

pub(crate) fn read<T>(lock: &RwLock<T>) -> Option<RwLockReadGuard<'_, T>> {
    within_a_second(|| lock.try_read())
}

pub(crate) fn write<T>(lock: &RwLock<T>) -> Option<RwLockWriteGuard<'_, T>> {
    within_a_second(|| lock.try_write())
}

fn within_a_second<G>(try_lock: impl Fn() -> TryLockResult<G>) -> Option<G> {
    let attempt = || match try_lock() {
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
        let held = lock(&mutex).expect("nobody holds it");
        assert!(lock(&mutex).is_none());
        drop(held);
        assert!(lock(&mutex).is_some());
    }

    #[test]
    fn a_lock_that_is_released_in_time_is_taken() {
        let mutex = Mutex::new(1);
        thread::scope(|threads| {
            let held = lock(&mutex).expect("nobody holds it");
            let waiting = threads.spawn(|| lock(&mutex).is_some());
            thread::sleep(Duration::from_millis(20));
            drop(held);
            assert!(waiting.join().expect("no panic"));
        });
    }
}
