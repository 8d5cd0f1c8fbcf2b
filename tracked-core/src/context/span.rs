//! How calls nest, and the ids that say so in a record.

use std::fmt::{self, Display, Formatter};
use std::num::NonZeroU64;

use crate::context::ids::Ids;
use crate::context::thread::Here;

/// A call among the others, with ids as W3C Trace Context has them: neither is ever zero.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    /// In halves: a number of 128 bits would leave a gap, and each of those is copied too.
    trace: [u64; 2],
    pub(crate) id: NonZeroU64,
    #[cfg_attr(
        not(any(feature = "kv", feature = "logger")),
        allow(dead_code, reason = "nobody writes ids")
    )]
    pub(crate) parent: Option<NonZeroU64>,
    /// How many calls of this process there are from the top down to this one, which is none for another process's.
    pub(crate) depth: u32,
    /// Those of a `traceparent` that we know.
    pub(crate) flags: u32,
}

/// Whoever began the trace keeps it.
pub(crate) const SAMPLED: u32 = 1;

impl Span {
    /// A call of another process.
    #[allow(clippy::cast_possible_truncation, reason = "each half is used")]
    pub(crate) fn elsewhere(trace: u128, id: NonZeroU64, flags: u32) -> Self {
        Span {
            trace: [(trace >> 64) as u64, trace as u64],
            id,
            parent: None,
            depth: 0,
            flags,
        }
    }

    pub(crate) fn trace(&self) -> u128 {
        let [high, low] = self.trace;
        u128::from(high) << 64 | u128::from(low)
    }

    /// A call under the one that this thread is in.
    #[inline]
    pub(crate) fn new(here: &Here) -> Self {
        Self::under(here.current(), &here.ids)
    }

    /// A call under another, or at the top.
    #[inline]
    pub(crate) fn under(parent: Option<Self>, ids: &Ids) -> Self {
        if let Some(parent) = parent {
            let [id] = ids.take();
            return Span {
                trace: parent.trace,
                id,
                parent: Some(parent.id),
                depth: parent.depth.saturating_add(1),
                flags: parent.flags,
            };
        }
        let [id, high, low] = ids.take();
        Span {
            trace: [high.get(), low.get()],
            id,
            parent: None,
            depth: 1,
            flags: SAMPLED,
        }
    }
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

/// The ids of the call that a thread is in, as they are written.
#[cfg(any(feature = "kv", feature = "logger"))]
pub(crate) struct CallIds {
    pub(crate) trace: Hex,
    pub(crate) call: Hex,
    pub(crate) parent: Option<Hex>,
}

#[cfg(any(feature = "kv", feature = "logger"))]
impl CallIds {
    /// Those of this thread, if it is in a call.
    pub(crate) fn here() -> Option<Self> {
        crate::context::thread::here(Here::current).map(|span| CallIds {
            trace: Hex::Trace(span.trace()),
            call: Hex::Call(span.id.get()),
            parent: span.parent.map(|id| Hex::Call(id.get())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Span;
    use crate::context::thread::here;

    fn new() -> Span {
        here(Span::new)
    }

    #[test]
    fn a_call_is_under_the_one_it_is_made_in() {
        let outer = new();
        let entered = here(|here| here.enter(Some(outer)));
        let inner = new();
        assert_eq!((inner.trace, inner.parent), (outer.trace, Some(outer.id)));
        assert_eq!((outer.depth, inner.depth), (1, 2));
        drop(entered);
        assert_eq!(new().parent, None);
    }

    #[test]
    fn a_new_thread_is_at_the_top() {
        let _entered = here(|here| here.enter(Some(Span::new(here))));
        let there = std::thread::spawn(new).join().unwrap();
        assert_eq!(there.parent, None);
    }

    #[test]
    fn ids_differ() {
        let here = (new(), new());
        let there = std::thread::spawn(new).join().unwrap();
        assert_ne!(here.0.id, here.1.id);
        assert_ne!(here.0.trace, there.trace);
    }
}
