//! What is known of a thread: the call that it is in, and whether its calls are tracked at all.

use std::cell::Cell;
use std::sync::OnceLock;

use crate::context::ids::Ids;
use crate::context::span::Span;

/// A thread, as the tracking sees it.
pub(crate) struct Here {
    current: Cell<Option<Span>>,
    is_away: Cell<bool>,
    pub(crate) ids: Ids,
}

/// Hands out what is known of this thread. It is there until the thread's very end.
#[inline]
pub(crate) fn here<R>(f: impl FnOnce(&Here) -> R) -> R {
    thread_local! {
        static HERE: Here = const {
            Here {
                current: Cell::new(None),
                is_away: Cell::new(false),
                ids: Ids::new(),
            }
        };
    }
    // Unlike `with`, this becomes part of the caller.
    let Ok(result) = HERE.try_with(f) else {
        unreachable!("nothing has to be dropped with the thread")
    };
    result
}

/// Runs `f` with the tracking of this thread set aside.
#[inline]
pub(crate) fn away<R>(f: impl FnOnce() -> R) -> R {
    here(|here| here.away(f))
}

impl Here {
    /// The call that this thread is in: if it is in none of ours, the one that this process was started by.
    #[inline]
    pub(crate) fn current(&self) -> Option<Span> {
        self.current.get().or_else(first)
    }

    /// Lets this thread be in another call, or in none, until what is returned is dropped.
    #[inline]
    pub(crate) fn enter(&self, span: Option<Span>) -> Entered {
        Entered {
            outer: self.current.replace(span),
        }
    }

    /// Whether this thread is inside of a value's formatting or of the logger, where no call is tracked: what a `Debug`
    /// or a logger calls would else be told in the middle of a record, or for ever.
    #[inline]
    pub(crate) fn is_away(&self) -> bool {
        self.is_away.get()
    }

    /// Runs `f` with the tracking set aside.
    #[inline]
    pub(crate) fn away<R>(&self, f: impl FnOnce() -> R) -> R {
        let _back = Back(&self.is_away, self.is_away.replace(true));
        f()
    }
}

struct Back<'a>(&'a Cell<bool>, bool);

impl Drop for Back<'_> {
    #[inline]
    fn drop(&mut self) {
        self.0.set(self.1);
    }
}

/// The call in another process that this one was started by.
#[inline]
fn first() -> Option<Span> {
    static FIRST: OnceLock<Option<Span>> = OnceLock::new();
    *FIRST.get_or_init(|| {
        let traceparent = std::env::var("TRACEPARENT").ok()?;
        crate::context::parse(&traceparent).ok()
    })
}

/// A call that a thread is in.
pub(crate) struct Entered {
    outer: Option<Span>,
}

impl Drop for Entered {
    #[inline]
    fn drop(&mut self) {
        here(|here| here.current.set(self.outer));
    }
}
