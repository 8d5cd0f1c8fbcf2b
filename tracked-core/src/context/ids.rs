//! Where the ids of calls come from.

use std::cell::Cell;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::num::NonZeroU64;
use std::sync::OnceLock;
use std::thread;

use crate::sys::process_id;

/// Numbers that are never zero: each thread's own sequence (`wyrand`), begun where only this process and thread do. A
/// fork begins its own.
pub(crate) struct Ids {
    seed: Cell<u64>,
    begun_by: Cell<u32>,
}

impl Ids {
    pub(crate) const fn new() -> Self {
        Ids {
            seed: Cell::new(0),
            begun_by: Cell::new(0),
        }
    }

    /// The next numbers of the sequence.
    #[inline]
    #[allow(
        clippy::cast_possible_truncation,
        reason = "each half of a product is used"
    )]
    pub(crate) fn take<const N: usize>(&self) -> [NonZeroU64; N] {
        const STEP: u64 = 0x2d35_8dcc_aa6c_78a5;
        const MASK: u64 = 0x8bb8_4b93_962e_acc9;
        let process = process_id();
        if self.begun_by.get() != process {
            self.begin(process);
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
    fn begin(&self, process: u32) {
        static KEYS: OnceLock<RandomState> = OnceLock::new();
        let keys = KEYS.get_or_init(RandomState::new);
        self.seed
            .set(keys.hash_one((process, thread::current().id())));
        self.begun_by.set(process);
    }

    /// Whether this is one of the `share` of the cases, from 0 to 1, that are meant.
    pub(crate) fn chance(&self, share: f64) -> bool {
        const ALL: f64 = 4_294_967_296.0;
        let [draw] = self.take();
        // Cannot fail: half of the bits are left.
        let draw = u32::try_from(draw.get() >> 32).unwrap_or_default();
        f64::from(draw) < share * ALL
    }
}
