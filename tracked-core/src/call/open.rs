//! A call that is opened before its body runs.

use std::cell::RefCell;

use crate::context::Context;

use crate::call::in_place::Guarded;
use crate::call::invocation::Teller;
use crate::call::lifecycle::{Begun, Call, Heard};
use crate::callsite::{IS_COMPILED_OUT, Site};
use crate::context::span::Span;
use crate::context::thread::{Entered, Here, here};
use crate::field::captured::Notes;

/// A call that was opened before its body runs, with what was told of it; or none, where nobody listens.
///
/// Its memory is the thread's, for the next one.
#[derive(Default)]
pub struct Noted(Option<Box<Opened>>);

pub(crate) struct Opened {
    pub(crate) site: &'static Site,
    pub(crate) closure: &'static str,
    pub(crate) heard: Heard,
    /// The call that this one is under, where that is not the one that the thread is in.
    parent: Option<Context>,
    pub(crate) notes: Notes,
    /// The call, where it is a future that has been polled.
    pub(crate) begun: Option<Begun>,
    pub(crate) guarded: Option<Guarded>,
}

impl Opened {
    /// The place of the call among the others, a new one until it has begun.
    pub(crate) fn span(&self, here: &Here) -> Span {
        match (&self.begun, self.parent) {
            (Some(begun), _) => begun.span,
            (None, Some(parent)) => Span::under(parent.span(), &here.ids),
            (None, None) => Span::new(here),
        }
    }

    /// Lets this thread be in the call.
    pub(crate) fn enter(&self, here: &Here) -> Entered {
        here.enter(Some(self.span(here)))
    }

    pub(crate) fn begin(&self) -> Call {
        Call::begin(self.site, self.closure, self.heard)
    }
}

thread_local! {
    #[allow(clippy::vec_box, reason = "each is handed out in its box")]
    static KEPT: RefCell<Vec<Box<Opened>>> = const { RefCell::new(Vec::new()) };
}

/// How many are kept, and how much text each may bring.
const MAX_KEPT: usize = 64;
pub(crate) const MAX_TEXT: usize = 16 * 1024;

impl Noted {
    /// Opens a call if any of its events can leave a record, and takes down what is told of it.
    pub(crate) fn open(site: &'static Site, closure: &'static str, teller: &dyn Teller) -> Self {
        let heard = here(|here| {
            if here.is_away() {
                return None;
            }
            Heard::by_logger(here, site)
        });
        heard.map_or_else(Self::default, |heard| {
            Self::of(site, closure, heard, teller)
        })
    }

    /// Takes down what is told of a call.
    pub(crate) fn of(
        site: &'static Site,
        closure: &'static str,
        heard: Heard,
        teller: &dyn Teller,
    ) -> Self {
        // While a thread ends there is nothing kept any more.
        let kept = KEPT.try_with(|kept| kept.try_borrow_mut().ok()?.pop());
        let mut opened = kept.ok().flatten().unwrap_or_else(|| {
            Box::new(Opened {
                site,
                closure,
                heard,
                parent: None,
                notes: Notes::default(),
                begun: None,
                guarded: None,
            })
        });
        opened.site = site;
        opened.closure = closure;
        opened.heard = heard;
        opened.parent = opened.notes.take(site, teller);
        Noted(Some(opened))
    }

    #[inline]
    pub(crate) fn get(&self) -> Option<&Opened> {
        self.0.as_deref()
    }

    #[inline]
    pub(crate) fn get_mut(&mut self) -> Option<&mut Opened> {
        self.0.as_deref_mut()
    }
}

impl Drop for Noted {
    #[inline]
    fn drop(&mut self) {
        if let (false, Some(opened)) = (IS_COMPILED_OUT, self.0.take()) {
            keep(opened);
        }
    }
}

#[cold]
fn keep(mut opened: Box<Opened>) {
    if opened.notes.capacity() > MAX_TEXT {
        return;
    }
    opened.notes.clear();
    opened.begun = None;
    let _ = KEPT.try_with(|kept| {
        if let Ok(mut kept) = kept.try_borrow_mut() {
            if kept.len() < MAX_KEPT {
                kept.push(opened);
            }
        }
    });
}
