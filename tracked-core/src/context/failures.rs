//! The last failures of calls, which their callers may pass on.
//!
//! Nothing here is used before a call fails. The store is bounded: under many failures at once, the oldest are forgotten.

use std::hash::{DefaultHasher, Hasher};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, TryLockError};

use super::span::SpanId;

/// A failure that was logged, recognised by the length and the hash of its text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct LoggedFailure {
    pub(crate) is_panic: bool,
    pub(crate) text_len: usize,
    text_hash: u64,
}

impl LoggedFailure {
    pub(crate) fn new(text: &str, is_panic: bool) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(text.as_bytes());
        LoggedFailure {
            is_panic,
            text_len: text.len(),
            text_hash: hasher.finish(),
        }
    }

    pub(crate) fn has_text(&self, text: &str) -> bool {
        text.len() == self.text_len && *self == Self::new(text, self.is_panic)
    }
}

const SHARDS: usize = 16;
const PER_SHARD: usize = 64;

/// The number of failed callees of one call among which its own failure is looked for.
const MAX_CALLEES: usize = 16;

/// The failure of a call, for its caller.
#[derive(Clone, Copy)]
struct Stored {
    caller: SpanId,
    /// The call in which the failure first appeared.
    origin: SpanId,
    failure: LoggedFailure,
}

/// The failures, from the newest to the oldest.
type Shard = [Option<Stored>; PER_SHARD];

static STORE: [Mutex<Shard>; SHARDS] = [const { Mutex::new([None; PER_SHARD]) }; SHARDS];

/// Whether the store may contain a failure.
static IS_USED: AtomicBool = AtomicBool::new(false);

/// Stores the failure of a call, given its caller.
pub(crate) fn store(caller: SpanId, origin: SpanId, failure: LoggedFailure) {
    if let Some(mut shard) = lock(caller) {
        IS_USED.store(true, Ordering::Relaxed);
        shard.copy_within(..PER_SHARD - 1, 1);
        shard[0] = Some(Stored {
            caller,
            origin,
            failure,
        });
    }
}

/// The failures of the callees of a call, each after the call in which it first appeared, from the newest to the
/// oldest.
pub(crate) fn of_callees(call: SpanId) -> impl Iterator<Item = (SpanId, LoggedFailure)> {
    let mut found = [None; MAX_CALLEES];
    let shard = if IS_USED.load(Ordering::Relaxed) {
        lock(call)
    } else {
        None
    };
    if let Some(shard) = shard {
        let own = shard
            .iter()
            .flatten()
            .filter(|stored| stored.caller == call);
        for (slot, stored) in found.iter_mut().zip(own) {
            *slot = Some((stored.origin, stored.failure));
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

    fn store(caller: SpanId, text: &str) {
        super::store(caller, new_id(), LoggedFailure::new(text, false));
    }

    fn stored(call: SpanId) -> Vec<usize> {
        let failures = of_callees(call).map(|(_, failure)| failure);
        failures.map(|failure| failure.text_len).collect()
    }

    #[test]
    fn failures_are_found_by_their_caller_from_the_newest() {
        let (caller, other) = (new_id(), new_id());
        store(caller, "a");
        store(other, "four");
        store(caller, "bc");
        assert_eq!(stored(caller), [2, 1]);
        assert_eq!(stored(other), [4]);
    }

    #[test]
    fn the_oldest_failures_are_forgotten() {
        let caller = new_id();
        for len in 0..3 * PER_SHARD {
            store(caller, &"x".repeat(len));
        }
        let newest: Vec<_> = (0..3 * PER_SHARD).rev().take(MAX_CALLEES).collect();
        assert_eq!(stored(caller), newest);
    }
}
