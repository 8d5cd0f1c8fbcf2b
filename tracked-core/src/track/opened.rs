//! A call that is opened before its body runs.

use std::cell::RefCell;

use crate::context::Context;

use super::body::Teller;
use super::call::{Call, Heard};
use super::guard::Guarded;
use super::here::{Entered, Here, here};
use super::notes::Notes;
use super::site::{IS_COMPILED_OUT, Site};
use super::span::Span;

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
    /// The call, where it has begun.
    pub(crate) call: Option<Call>,
    pub(crate) guarded: Option<Guarded>,
}

impl Opened {
    /// Gives the call its place among the others, and lets this thread be in it.
    pub(crate) fn enter(&self, here: &Here) -> (Span, Entered) {
        let span = match self.parent {
            None => Span::new(here),
            Some(parent) => Span::under(parent.span(), &here.ids),
        };
        (span, here.enter(Some(span)))
    }

    pub(crate) fn begin(&self, span: Span) -> Call {
        Call::begin(self.site, self.closure, self.heard, span)
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
                call: None,
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
    opened.call = None;
    let _ = KEPT.try_with(|kept| {
        if let Ok(mut kept) = kept.try_borrow_mut() {
            if kept.len() < MAX_KEPT {
                kept.push(opened);
            }
        }
    });
}
