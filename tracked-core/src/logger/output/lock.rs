//! Locks that are never waited for without end.
//!
//! A process that forks while another of its threads holds a lock leaves it locked for ever in the child. Every lock
//! here is held for moments, so one that stays locked is such a one.

use std::sync::{Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    within_a_second(|| match mutex.try_lock() {
        Ok(guard) => Some(guard),
        // No code of others runs under our locks, and what they guard is whole at every moment.
        Err(TryLockError::Poisoned(guard)) => Some(guard.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    })
}

pub(crate) fn read<T>(lock: &RwLock<T>) -> Option<RwLockReadGuard<'_, T>> {
    within_a_second(|| match lock.try_read() {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(guard)) => Some(guard.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    })
}

pub(crate) fn write<T>(lock: &RwLock<T>) -> Option<RwLockWriteGuard<'_, T>> {
    within_a_second(|| match lock.try_write() {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(guard)) => Some(guard.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    })
}

fn within_a_second<T>(mut attempt: impl FnMut() -> Option<T>) -> Option<T> {
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
    fn a_lock_that_stays_locked_is_given_up() {
        let mutex = Mutex::new(1);
        let held = lock(&mutex).expect("nobody holds it");
        assert!(lock(&mutex).is_none());
        drop(held);
        assert!(lock(&mutex).is_some());
    }

    #[test]
    fn a_lock_that_is_freed_meanwhile_is_taken() {
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
