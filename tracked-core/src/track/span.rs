//! How calls nest: which call a thread is in, and the ids that say so in a record.

use std::cell::Cell;
use std::collections::hash_map::RandomState;
use std::fmt::{self, Display, Formatter};
use std::hash::BuildHasher;
use std::num::NonZeroU64;
use std::sync::OnceLock;

use crate::process;

/// A call among the others, with ids as W3C Trace Context has them: neither is ever zero.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    pub(crate) trace: u128,
    pub(crate) id: u64,
    #[cfg_attr(
        not(any(feature = "kv", feature = "logger")),
        allow(dead_code, reason = "nobody writes ids")
    )]
    pub(crate) parent: Option<NonZeroU64>,
    /// How many calls of this process there are from the top down to this one, which is none for another process's.
    pub(crate) depth: u32,
    /// Whether whoever began the trace keeps it.
    pub(crate) sampled: bool,
}

thread_local! {
    static CURRENT: Cell<Option<Span>> = const { Cell::new(None) };
    /// Where the thread's sequence stands, and the process that has begun it.
    static SEED: Cell<(u64, u32)> = const { Cell::new((0, 0)) };
}

impl Span {
    /// A call under the one that this thread is in.
    pub(crate) fn here() -> Self {
        Self::under(Self::current())
    }

    /// A call under another, or at the top.
    pub(crate) fn under(parent: Option<Self>) -> Self {
        if let Some(parent) = parent {
            let [id] = random();
            return Span {
                trace: parent.trace,
                id,
                parent: NonZeroU64::new(parent.id),
                depth: parent.depth.saturating_add(1),
                sampled: parent.sampled,
            };
        }
        let [id, high, low] = random();
        Span {
            trace: u128::from(high) << 64 | u128::from(low),
            id,
            parent: None,
            depth: 1,
            sampled: true,
        }
    }

    /// The call that this thread is in: if it is in none of ours, the one that this process was started by.
    pub(crate) fn current() -> Option<Self> {
        static FIRST: OnceLock<Option<Span>> = OnceLock::new();
        CURRENT.get().or_else(|| {
            *FIRST.get_or_init(|| {
                let traceparent = std::env::var("TRACEPARENT").ok()?;
                crate::context::parse(&traceparent).ok()
            })
        })
    }

    /// Makes this the call that the thread is in, until what is returned is dropped.
    pub(crate) fn enter(self) -> Entered {
        Self::enter_or_leave(Some(self))
    }

    /// The same, or with none lets the thread be in no call.
    pub(crate) fn enter_or_leave(span: Option<Self>) -> Entered {
        Entered {
            outer: CURRENT.replace(span),
        }
    }
}

/// A call that the thread is in.
pub(crate) struct Entered {
    outer: Option<Span>,
}

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.outer);
    }
}

/// Whether this is one of the `share` of the cases, from 0 to 1, that are meant.
pub(crate) fn chance(share: f64) -> bool {
    const ALL: f64 = 4_294_967_296.0;
    let [draw] = random();
    // Cannot fail: half of the bits are left.
    let draw = u32::try_from(draw >> 32).unwrap_or_default();
    f64::from(draw) < share * ALL
}

/// Numbers that are never zero: each thread's own sequence (`wyrand`), begun where only this process and thread do. A
/// fork begins its own.
#[allow(
    clippy::cast_possible_truncation,
    reason = "each half of a product is used"
)]
fn random<const N: usize>() -> [u64; N] {
    const STEP: u64 = 0x2d35_8dcc_aa6c_78a5;
    const MASK: u64 = 0x8bb8_4b93_962e_acc9;
    let process = process::id();
    SEED.with(|kept| {
        let (mut seed, begun_by) = kept.get();
        if begun_by != process {
            seed = new_seed(process);
        }
        let numbers = [(); N].map(|()| {
            seed = seed.wrapping_add(STEP);
            let wide = u128::from(seed) * u128::from(seed ^ MASK);
            ((wide >> 64) as u64 ^ wide as u64).max(1)
        });
        kept.set((seed, process));
        numbers
    })
}

#[cold]
fn new_seed(process: u32) -> u64 {
    static KEYS: OnceLock<RandomState> = OnceLock::new();
    let keys = KEYS.get_or_init(RandomState::new);
    keys.hash_one((process, std::thread::current().id()))
}

/// An id as the 16 or 32 hexadecimal digits that it is written with.
pub(crate) enum Hex {
    Trace(u128),
    Call(u64),
}

impl Display for Hex {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Hex::Trace(id) => write!(f, "{id:032x}"),
            Hex::Call(id) => write!(f, "{id:016x}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU64;

    use super::Span;

    #[test]
    fn a_call_is_under_the_one_it_is_made_in() {
        let outer = Span::here();
        let entered = outer.enter();
        let inner = Span::here();
        assert_eq!(
            (inner.trace, inner.parent),
            (outer.trace, NonZeroU64::new(outer.id))
        );
        assert_eq!((outer.depth, inner.depth), (1, 2));
        drop(entered);
        assert_eq!(Span::here().parent, None);
    }

    #[test]
    fn a_new_thread_is_at_the_top() {
        let _entered = Span::here().enter();
        let there = std::thread::spawn(Span::here).join().unwrap();
        assert_eq!(there.parent, None);
    }

    #[test]
    fn ids_differ() {
        let here = (Span::here(), Span::here());
        let there = std::thread::spawn(Span::here).join().unwrap();
        assert_ne!(here.0.id, here.1.id);
        assert_ne!(here.0.trace, there.trace);
    }
}
