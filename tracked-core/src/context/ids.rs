//! Random ids for traces and spans.

use std::cell::Cell;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::num::NonZeroU64;
use std::sync::OnceLock;
use std::thread;

use crate::sys::{fork_generation, process_id, time_since_epoch};

/// A thread's sequence of random numbers that are never zero (`wyrand`).
///
/// The seed depends on the process and the thread. A forked child starts a new sequence.
pub(crate) struct IdSequence {
    seed: Cell<u64>,
    generation: Cell<u32>,
}

impl IdSequence {
    pub(crate) const fn new() -> Self {
        IdSequence {
            seed: Cell::new(0),
            generation: Cell::new(0),
        }
    }

    /// Returns the next `N` numbers.
    #[inline]
    #[allow(
        clippy::cast_possible_truncation,
        reason = "each half of a product is used"
    )]
    pub(crate) fn take<const N: usize>(&self) -> [NonZeroU64; N] {
        const STEP: u64 = 0x2d35_8dcc_aa6c_78a5;
        const MASK: u64 = 0x8bb8_4b93_962e_acc9;
        let generation = fork_generation();
        if self.generation.get() != generation {
            self.reseed(generation);
        }
        let mut seed = self.seed.get();
        let numbers = [(); N].map(|()| {
            seed = seed.wrapping_add(STEP);
            let wide = u128::from(seed) * u128::from(seed ^ MASK);
            NonZeroU64::new((wide >> 64) as u64 ^ wide as u64).unwrap_or(NonZeroU64::MIN)
        });
        self.seed.set(seed);
        numbers
    }

    #[cold]
    fn reseed(&self, generation: u32) {
        static KEYS: OnceLock<RandomState> = OnceLock::new();
        let keys = KEYS.get_or_init(RandomState::new);
        // Two children in namespaces of their own may have the same process id. The time distinguishes them.
        let process = (generation, process_id(), time_since_epoch());
        self.seed
            .set(keys.hash_one((process, thread::current().id())));
        self.generation.set(generation);
    }

    /// Returns `true` with the given probability, from 0 to 1.
    pub(crate) fn draw(&self, probability: f64) -> bool {
        const ALL: f64 = 4_294_967_296.0;
        let [draw] = self.take();
        // 32 bits are left, so the conversion cannot fail.
        let draw = u32::try_from(draw.get() >> 32).unwrap_or_default();
        f64::from(draw) < probability * ALL
    }
}
