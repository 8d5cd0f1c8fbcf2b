//! A limit on how often something is done.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Due at once, and again after each interval.
pub(crate) struct Throttle {
    start: Instant,
    /// In milliseconds, like `next`, which counts from `start`.
    interval: u64,
    next: AtomicU64,
}

impl Throttle {
    pub(crate) fn new(interval: Duration) -> Self {
        Self {
            start: Instant::now(),
            interval: milliseconds(interval),
            next: AtomicU64::new(0),
        }
    }

    pub(crate) fn is_due(&self) -> bool {
        self.now() >= self.next.load(Ordering::Relaxed)
    }

    /// Starts an interval if this is due. Returns whether it did: of several threads, for one only.
    pub(crate) fn claim(&self) -> bool {
        let (now, next) = (self.now(), self.next.load(Ordering::Relaxed));
        let after = now.saturating_add(self.interval);
        now >= next
            && self
                .next
                .compare_exchange(next, after, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok()
    }

    /// Starts an interval.
    pub(crate) fn defer(&self) {
        let after = self.now().saturating_add(self.interval);
        self.next.store(after, Ordering::Relaxed);
    }

    /// Ends the interval.
    pub(crate) fn trigger(&self) {
        self.next.store(0, Ordering::Relaxed);
    }

    fn now(&self) -> u64 {
        milliseconds(self.start.elapsed())
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_claimed_once() {
        let throttle = Throttle::new(Duration::from_secs(60));
        assert!(throttle.is_due() && throttle.claim());
        assert!(!throttle.is_due() && !throttle.claim());
        throttle.trigger();
        assert!(throttle.claim());
        throttle.trigger();
        throttle.defer();
        assert!(!throttle.claim());
    }
}
