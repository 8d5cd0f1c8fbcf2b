//! The last failures of calls, which their callers may pass on.
//!
//! Nothing here is used before a call fails. The store is bounded: under many failures at once, the oldest are forgotten.

use std::hash::{DefaultHasher, Hasher};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, TryLockError};

use super::span::SpanId;

/// A failure that was logged.
#[derive(Clone, Copy)]
pub(crate) struct LoggedFailure {
    /// Whether it was a panic.
    pub(crate) is_panic: bool,
    pub(crate) text_len: usize,
    pub(crate) text_hash: u64,
    /// The call in which it first appeared.
    pub(crate) origin: SpanId,
}

impl LoggedFailure {
    pub(crate) fn has_text(&self, text: &str) -> bool {
        text.len() == self.text_len && hash(text) == self.text_hash
    }

    /// Whether both have the same text.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        (self.text_len, self.text_hash) == (other.text_len, other.text_hash)
    }
}

/// The hash of the text of a failure.
pub(crate) fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

const SHARDS: usize = 16;
const PER_SHARD: usize = 64;

/// The number of failed callees of one call among which its own failure is looked for.
const MAX_CALLEES: usize = 16;

struct Shard {
    /// The failures with the callers of the calls that failed: a ring.
    failures: [Option<(SpanId, LoggedFailure)>; PER_SHARD],
    next: usize,
}

static STORE: [Mutex<Shard>; SHARDS] = [const {
    Mutex::new(Shard {
        failures: [None; PER_SHARD],
        next: 0,
    })
}; SHARDS];

/// Whether the store may contain a failure.
static IS_USED: AtomicBool = AtomicBool::new(false);

/// Stores the failure of a call, given its caller.
pub(crate) fn store(caller: SpanId, failure: LoggedFailure) {
    if let Some(mut shard) = lock(caller) {
        IS_USED.store(true, Ordering::Relaxed);
        let next = shard.next;
        shard.failures[next] = Some((caller, failure));
        shard.next = (next + 1) % PER_SHARD;
    }
}

/// The failures of the callees of a call, from the newest to the oldest.
pub(crate) fn of_callees(call: SpanId) -> impl Iterator<Item = LoggedFailure> {
    let mut found = [None; MAX_CALLEES];
    let shard = if IS_USED.load(Ordering::Relaxed) {
        lock(call)
    } else {
        None
    };
    if let Some(shard) = shard {
        let (newer, older) = shard.failures.split_at(shard.next);
        let from_newest = newer.iter().rev().chain(older.iter().rev()).flatten();
        let own = from_newest.filter(|(caller, _)| *caller == call);
        for (slot, (_, failure)) in found.iter_mut().zip(own) {
            *slot = Some(*failure);
        }
    }
    found.into_iter().flatten()
}

/// Locks the shard of a caller, unless it stays locked: the thread that locked it may not exist in a forked child.
fn lock(caller: SpanId) -> Option<MutexGuard<'static, Shard>> {
    const ATTEMPTS: usize = 1000;
    #[allow(clippy::cast_possible_truncation, reason = "any bits will do")]
    let shard = &STORE[caller.0.get() as usize % SHARDS];
    for _ in 0..ATTEMPTS {
        match shard.try_lock() {
            Ok(guard) => return Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => std::hint::spin_loop(),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::thread::{ThreadState, with_thread};

    fn new_id() -> SpanId {
        with_thread(ThreadState::new_span).id
    }

    fn failure(text: &str) -> LoggedFailure {
        LoggedFailure {
            is_panic: false,
            text_len: text.len(),
            text_hash: hash(text),
            origin: new_id(),
        }
    }

    fn stored(call: SpanId) -> Vec<usize> {
        of_callees(call).map(|failure| failure.text_len).collect()
    }

    #[test]
    fn failures_are_found_by_their_caller_from_the_newest() {
        let (caller, other) = (new_id(), new_id());
        store(caller, failure("a"));
        store(other, failure("four"));
        store(caller, failure("bc"));
        assert_eq!(stored(caller), [2, 1]);
        assert_eq!(stored(other), [4]);
    }

    #[test]
    fn the_oldest_failures_are_forgotten() {
        let caller = new_id();
        for len in 0..3 * PER_SHARD {
            store(caller, failure(&"x".repeat(len)));
        }
        let newest: Vec<_> = (0..3 * PER_SHARD).rev().take(MAX_CALLEES).collect();
        assert_eq!(stored(caller), newest);
    }
}
